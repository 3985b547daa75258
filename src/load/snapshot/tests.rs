//! Tests of what a reader sees of a stored page.

use super::*;
use crate::diagnostic::Files;

fn seen(html: &str) -> String {
    let words = html::words(html);
    words.as_str().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_page_is_read_as_its_reader_sees_it() {
    let html = "<title>T</title><script>var a = '<p>no</p>'</script><p>more than <b>3,000</b> &amp; rising</p><p>next</p>";
    assert_eq!(seen(html), "more than 3,000 & rising next");
}

#[test]
fn what_a_page_hides_at_any_depth_is_not_read() {
    let deep = |inside: &str| format!("{}{inside}{}", "<div>".repeat(600), "</div>".repeat(600));
    for hidden in [
        "<script>no</script>",
        "<p hidden>no</p>",
        "<div hidden><div>no</div><b>no</b>no</div>",
        "<template>no<p>no</p></template>",
    ] {
        assert_eq!(seen(&deep(&format!("<p>yes</p>{hidden}<p>yes</p>"))), "yes yes", "{hidden}");
    }
}

#[test]
fn what_a_page_hides_is_not_read() {
    for hidden in [
        "<p hidden>no</p>",
        "<div hidden='until-found'><div>no</div>no</div>",
        "<span style='color: red; DISPLAY : none !important'>no<br></span>",
        "<div style='visibility:hidden'><p>no<p>no</div>",
        "<!-- no --><!-- > no -->",
        "<noscript><p>no</p></noscript>",
        "<template><p>no</p></template>",
        "<svg><text>no</text></svg>",
        "<dialog>no</dialog>",
        "<p hidden>no",
        "<ul><li hidden>no<li></ul>",
        "<table><tr hidden><td>no<td>no<tr></table>",
        "<b><p hidden>no</b>no</p>",
        "<input hidden><img alt='no' hidden>",
    ] {
        assert_eq!(seen(&format!("<p>a</p>{hidden}<p>b</p>")), "a b", "{hidden}");
    }
    assert_eq!(seen("<html><head><title>no</title><body>a"), "a");
    assert_eq!(seen("<head><title>no</title><p>a"), "a");
    assert_eq!(seen("<p style='display:none;display:block'>a"), "a");
}

#[test]
fn words_are_whole_whatever_tags_stand_in_them() {
    assert_eq!(seen("<p><b>un</b>armed <i>m</i>en</p>"), "unarmed men");
    assert_eq!(seen("a<br>b<br/>c</br>d"), "a b c d");
    assert_eq!(seen("<td>a</td><td>b</td>"), "a b");
    assert_eq!(seen("dis&shy;mounted&nbsp;men &#8212; &zzz; <wbr>x"), "dis\u{ad}mounted men — &zzz; x");
}

#[test]
fn a_blank_line_stands_between_blocks_only() {
    let words = html::words("<p>one\n\n\ntwo<br>three</p>\n<p>four</p>");
    assert_eq!(words.as_str().trim(), "one two\nthree\n\nfour");
}

#[test]
fn words_know_where_they_stand_in_the_file() {
    let file = Files::new().add(RelPath::new("content/snapshots/a.html").unwrap(), "");
    for (name, text) in [
        ("html", "<p hidden>the men</p>\n<p>Over  <b>11,000</b> men &amp; the\n men</p>"),
        ("md", "Over *11,000* men and\n the [men](https://a.example/the-men)"),
        ("txt", "Over 11,000 men and the men"),
    ] {
        let path = RelPath::new(format!("content/snapshots/a.{name}")).unwrap();
        let doc = snapshot(&path, "a", file, text, &mut Diagnostics::new()).unwrap();
        let at = doc.words.as_str().find("11,000").unwrap();
        let place = doc.place(at..at + 6);
        assert_eq!(&text[place.range()], "11,000", "{name}");
        assert!(text.get(doc.place(at..at + 14).range()).is_some());
    }
}

#[test]
fn deep_and_broken_pages_are_read_in_no_time() {
    let deep =
        "<div>".repeat(20_000) + "a" + &"</section>".repeat(20_000) + "<b><i>".repeat(10_000).as_str() + "b";
    assert_eq!(seen(&deep), "a b");
}

proptest::proptest! {
    #[test]
    fn any_page_is_read_and_every_word_has_a_place(html in "(<p>|</p>|<b hidden>|</b>|<br>|<li>|<!--|-->|&amp;|[a é\n<&]){0,30}") {
        let words = html::words(&html);
        for (at, c) in words.as_str().char_indices() {
            let range = words.from.original(at..at + c.len_utf8());
            proptest::prop_assert!(html.get(range).is_some());
        }
    }
}
