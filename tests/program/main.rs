//! The real program, run as people, scripts and browsers run it.

mod cli;
mod fixture;
mod retracted;
mod sample;
mod serve;
