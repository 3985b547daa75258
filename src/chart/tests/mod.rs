//! What must be true of every chart, and how the hard ones look as text.

mod samples;
