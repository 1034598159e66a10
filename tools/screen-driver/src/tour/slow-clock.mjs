// Loaded before a program of which pictures are taken: its clock stands at TOUR_NOW when it starts and hardly moves, so
// that the ages on its screen do not depend on the day and on the speed of the machine. The same in each of its threads.
const slowness = 20
const began = Number(process.env.TOUR_BEGAN)
const start = Date.parse(process.env.TOUR_NOW ?? '')
const Real = Date

const now = () => Math.round(start + (Real.now() - began) / slowness)

if (!Number.isNaN(start)) {
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(now())
      else super(...parts)
    }

    static now() {
      return now()
    }
  }
}
