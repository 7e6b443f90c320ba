//! Where countries lie and what shape their land has. It knows no articles and draws nothing.

mod chart;
mod compass;
mod outlines;

pub use chart::{Chart, DOTS_ACROSS, DOTS_DOWN, Dot};
pub use compass::{Direction, neighbour};
pub use outlines::{Atlas, Country, Spot};
