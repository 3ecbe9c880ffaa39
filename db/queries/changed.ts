/** Runs an update. @returns whether it changed a row: whether its conditions held. */
export async function changed(update: {
  executeTakeFirst(): Promise<{ numUpdatedRows: bigint }>
}): Promise<boolean> {
  return (await update.executeTakeFirst()).numUpdatedRows > 0n
}
