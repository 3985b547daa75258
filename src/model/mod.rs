//! The words of the product as values: claims, speakers, sources, figures, estimates, quantities, dates.
//!
//! Nothing here reads, writes or knows a file format. References between records are [`Key`]s into the [`Table`]s of a
//! site, so a value that exists cannot point at nothing.

mod allowance;
mod article;
mod citation;
mod claim;
mod collection;
mod date;
mod digest;
mod figure;
mod id;
pub mod look;
mod phrase;
mod picture;
pub mod quantity;
mod quote;
pub mod reads;
mod ref_name;
mod shared;
mod site;
mod source;
mod speaker;
mod table;
pub mod text;
pub mod when;

pub use allowance::Allowance;
pub use article::{Article, ArticleKind, Change, Page};
pub use citation::CitationStyle;
pub use claim::{Act, Claim, Credibility, Evidence, Origin, Relations, Role, Speaking, Standing, Status};
pub use collection::{Collection, CollectionId, CollectionKind, Label};
pub use date::{Dated, StatedDate};
pub use digest::{Digesting, Sha256Hex};
pub use figure::{Counting, Estimate, Figure, Kind, Measure, Provenance, Scale};
pub use id::{
    ArticleId, AuthorId, ClaimAddress, ClaimId, ClaimName, EstimateId, FigureId, IdError, MeasureId, PageId,
    RowId, SourceId, SpeakerId,
};
pub use look::Look;
pub use phrase::{Message, Phrase};
pub use picture::{Form, Picture, PictureSize, Smaller};
pub use quantity::{Bound, Convention, Number, Quantity};
pub use quote::{Because, Compared, Gap, Lookup, Nearest, QuoteCheck, TextPart};
pub use ref_name::RefName;
pub use shared::Shared;
pub use site::{BaseUrl, Budget, Direction, Domain, Language, Level, LikelihoodScale, Site};
pub use source::{
    Archive, Imprint, PersonName, Reliability, Snapshot, Source, SourceKind, SourceOrigin, SourceState, State,
};
pub use speaker::{Speaker, SpeakerKind};
pub use table::{Column, Key, Record, Table, Whole};
pub use when::When;
