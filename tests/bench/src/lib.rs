//! What the measurements share: synthetic APIs, the generators under test, crates to be compiled, and the clock.

pub mod ali_acs;
pub mod crates;
pub mod files;
pub mod generators;
pub mod input;
pub mod measure;
pub mod steps;
pub mod synthetic;
pub mod table;
