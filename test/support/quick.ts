/** Whether to leave out what takes minutes and is tried otherwise as well: for CI, which has fifteen of them. */
export const QUICK = process.env.QUICK_TESTS === 'yes'
