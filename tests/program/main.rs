//! The real program, run as people, scripts and browsers run it.

mod addresses;
mod again;
mod bundle;
mod cli;
mod crawl;
mod diff;
mod drafts;
mod explain;
mod fixture;
mod found;
#[cfg(target_os = "linux")]
mod guide;
mod guide_lists;
mod links;
mod made_from;
mod pictures;
mod preview;
mod publish;
mod readers;
mod retracted;
mod sample;
mod schemas;
mod serve;
mod serve_hostile;
mod serve_http;
mod serve_soak;
mod serve_terminal;
mod since;
mod telling;
mod theme;
mod verify;
mod workflow;
