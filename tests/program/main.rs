//! The real program, run as people, scripts and browsers run it.

mod addresses;
mod cli;
mod drafts;
mod explain;
mod fixture;
mod retracted;
mod sample;
mod schema;
mod serve;
mod telling;
