import { notFound } from 'next/navigation';
import { receiptDownload } from '../receipt-download.ts';

export async function GET(_: Request, { params }: { params: Promise<{ brand: string; seq: string }> }) {
  const { brand, seq } = await params;
  return /^[1-9]\d{0,14}$/.test(seq) ? receiptDownload(brand, Number(seq)) : notFound();
}
