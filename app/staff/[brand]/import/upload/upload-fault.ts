const faults = ['no_mapping', 'no_files', 'too_large', 'broken'] as const;

/** Why files that were sent could not be taken. */
export type UploadFault = (typeof faults)[number];

export const isUploadFault = (text: unknown): text is UploadFault => faults.some((fault) => fault === text);
