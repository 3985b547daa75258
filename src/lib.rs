//! onrecord turns Markdown articles with front matter into a static site in which every claim is marked, leads to its
//! source and, where it states a number, stands beside everybody else's number for the same thing.
//!
//! Data flows one way, and each arrow is a plain function: [`load`] → [`resolve`] → [`check`] → [`render`] → [`publish`].
//! Only [`load`] reads and only [`publish`] writes. `CONTRIBUTING.md` states the invariants.

pub mod chart;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod language;
pub mod load;
pub mod markdown;
pub mod model;
pub mod path;
pub mod picture;
pub mod publish;
pub mod record;
pub mod render;
pub mod resolve;
pub mod serve;
