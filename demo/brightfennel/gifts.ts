import { euros, type Gifts } from '../tables.ts';

/** What Brightfennel gives back. The insurer's bonus is missing on purpose: it was promised and never came. */
export const brightfennelGifts: Gifts = {
  'bring-your-order': {
    everyDays: 14,
    amount: (random) => String(random.int(45, 60)),
    label: () => 'Order brought to your door',
  },
  'keep-receipts': {
    everyDays: 30,
    amount: () => '1',
    label: (random) => `Your month in food: ${random.int(18, 41)}% fruit and vegetables`,
  },
  'recall-warnings': {
    everyDays: 90,
    amount: () => '1',
    label: (random) =>
      random.pick([
        'Safety note: nothing you bought was called back',
        'Safety note: nothing you bought was called back',
        'Warning: the walnut bread of that week may hold metal',
      ]),
  },
  'offers-that-fit': {
    everyDays: 15,
    amount: (random) => euros(random.int(100, 180)),
    label: (random) => `Offer used: ${random.pick(['rice, 1 kg', 'eggs, 6', 'pasta, 500 g', 'oats, 500 g'])}`,
  },
  'swap-and-save': {
    everyDays: 10,
    amount: (random) => euros(random.int(270, 420)),
    label: (random) =>
      random.pick([
        'Swapped branded butter for Hof Lauer butter',
        'Swapped bottled water for the refill tap',
        'Swapped cut melon for a whole one',
        'Swapped two small yoghurts for a large one',
        'Swapped out-of-season berries for apples',
        'Swapped capsule coffee for beans',
      ]),
  },
  'recipes-for-you': {
    everyDays: 7,
    amount: () => '1',
    label: (random) =>
      random.pick([
        'Recipe: lentil soup with lemon',
        'Recipe: fennel and orange salad',
        'Recipe: potato pancakes without egg',
        'Recipe: mushroom barley',
        'Recipe: red cabbage with apple',
        'Recipe: one-pan chickpeas',
        'Recipe: plum dumplings',
      ]),
  },
  'cook-together': {
    everyDays: 88,
    amount: () => '1',
    label: (random) =>
      `Cooking evening: ${random.pick(['bread from scratch', 'soups for twelve', 'dumplings of five countries'])}`,
  },
  'quiet-hours': {
    everyDays: 7,
    amount: () => '1',
    label: (random) =>
      `Quietest this week: ${random.pick(['Tuesday 14:00', 'Wednesday 10:30', 'Thursday 20:00'])}`,
  },
  'maker-coupons': {
    everyDays: 14,
    amount: (random) => euros(random.int(300, 420)),
    label: (random) => random.pick(['Coupon from Meerwiesen, redeemed', 'Coupon from Plattkeks, redeemed']),
  },
};
