// The words of the Web Annotation Vocabulary that our files use, as the W3C's context (http://www.w3.org/ns/anno.jsonld) maps
// them (https://www.w3.org/TR/annotation-vocab/). Tests ask no network, and a word that is missing here is an error in them.

export const ANNOTATION_CONTEXT_URL = "http://www.w3.org/ns/anno.jsonld";

const oa = (name) => `http://www.w3.org/ns/oa#${name}`;
const as = (name) => `http://www.w3.org/ns/activitystreams#${name}`;
const integer = (id) => ({ "@id": id, "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger" });
const iri = (id) => ({ "@id": id, "@type": "@id" });

export const ANNOTATION_CONTEXT = {
  "@context": {
    id: "@id",
    type: "@type",
    schema: "http://schema.org/",
    AnnotationCollection: as("OrderedCollection"),
    AnnotationPage: as("OrderedCollectionPage"),
    Annotation: oa("Annotation"),
    TextualBody: oa("TextualBody"),
    TextQuoteSelector: oa("TextQuoteSelector"),
    TextPositionSelector: oa("TextPositionSelector"),
    FragmentSelector: oa("FragmentSelector"),
    label: "http://www.w3.org/2000/01/rdf-schema#label",
    total: integer(as("totalItems")),
    first: iri(as("first")),
    startIndex: integer(as("startIndex")),
    items: { "@id": as("items"), "@type": "@id", "@container": "@list" },
    motivation: { "@id": oa("motivatedBy"), "@type": "@vocab" },
    purpose: { "@id": oa("hasPurpose"), "@type": "@vocab" },
    identifying: oa("identifying"),
    linking: oa("linking"),
    describing: oa("describing"),
    tagging: oa("tagging"),
    body: iri(oa("hasBody")),
    target: iri(oa("hasTarget")),
    source: iri(oa("hasSource")),
    selector: iri(oa("hasSelector")),
    value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    format: "http://purl.org/dc/elements/1.1/format",
    conformsTo: iri("http://purl.org/dc/terms/conformsTo"),
    exact: oa("exact"),
    prefix: oa("prefix"),
    suffix: oa("suffix"),
    start: integer(oa("start")),
    end: integer(oa("end")),
  },
};
