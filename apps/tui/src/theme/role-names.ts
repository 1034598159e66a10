import { darkPalette, type Role } from './palette.ts'

/** Every role, in the order of the palettes. */
export const roleNames: readonly Role[] = Object.keys(darkPalette.roles) as Role[]
