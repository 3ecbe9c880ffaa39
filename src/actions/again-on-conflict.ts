/** Serialization failure and deadlock, as PostgreSQL names them. */
const CONFLICTS: readonly unknown[] = ['40001', '40P01']

/** Does anew what PostgreSQL undid because somebody else changed the same at the same moment. */
export async function againOnConflict<Result>(act: () => Promise<Result>, tries = 3): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (tries === 1 || !CONFLICTS.includes((error as { code?: unknown }).code)) throw error
    return againOnConflict(act, tries - 1)
  }
}
