/** Loaded into the portal's child process: when the one that watches over it is killed, it does not stay behind. */
process.on('disconnect', () => process.exit(0));
