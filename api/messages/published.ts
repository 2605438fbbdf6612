export { careClinics } from './careClinics.ts'
