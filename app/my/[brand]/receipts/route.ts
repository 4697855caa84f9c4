import { receiptDownload } from './receipt-download.ts';

export async function GET(_: Request, { params }: { params: Promise<{ brand: string }> }) {
  return receiptDownload((await params).brand);
}
