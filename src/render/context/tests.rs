use super::parts::HANDED;
use super::*;
use std::collections::BTreeSet;

fn all_records(context: &Context) -> impl Iterator<Item = &Record> {
    context.page.iter().chain(context.parts.iter().flat_map(|part| &part.records))
}

#[test]
fn every_variable_of_every_template_has_a_sentence_that_says_what_it_is() {
    let mut seen = 0;
    for context in contexts() {
        for record in all_records(&context) {
            assert!(
                record.name.is_empty() || record.about.ends_with('.'),
                "{}: {record:?}",
                context.template
            );
            for field in &record.fields {
                seen += 1;
                let Field { name, kind, about } = field;
                assert!(
                    about.ends_with(['.', '…']) && !kind.is_empty(),
                    "{}: {} has {name}: {about:?}",
                    context.template,
                    record.name
                );
            }
        }
        for part in &context.parts {
            assert!(!part.about.is_empty(), "{}: {} has no comment", context.template, part.name);
        }
    }
    assert!(seen > 500, "only {seen} were seen");
}

#[test]
fn a_name_of_a_record_stands_for_one_record() {
    for context in contexts() {
        let mut names = BTreeSet::new();
        let twice = context.page.iter().find(|record| !names.insert(&record.name));
        assert_eq!(twice, None, "{}", context.template);
        assert!(context.page.iter().all(|record| !record.name.ends_with(char::is_numeric)));
    }
}

/// The templates of `make` and the list here are held together by the names of both.
#[test]
fn every_template_that_makes_a_page_has_a_context() {
    let source = include_str!("../mod.rs");
    let used: BTreeSet<&str> = source
        .split("with(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .chain(["base.html"])
        .collect();
    let listed: BTreeSet<&str> = PAGES.iter().map(|(name, ..)| *name).collect();
    assert_eq!(used, listed);
}

#[test]
fn every_map_that_a_part_is_handed_is_known() {
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for part in contexts().into_iter().flat_map(|context| context.parts) {
        for argument in &part.arguments {
            assert!(!["map", "array"].contains(&argument.kind.as_str()), "{}: {argument:?}", part.name);
            known.insert((part.name.clone(), argument.name.clone()));
        }
    }
    for (part, argument, _) in HANDED {
        assert!(known.contains(&(part.to_owned(), argument.to_owned())), "no part {part} takes {argument}");
    }
}

/// The names that follow `variable.` in a template.
fn asked<'t>(text: &'t str, variable: &str) -> BTreeSet<&'t str> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(&format!("{variable}."))
        .filter(|(at, _)| !text[..*at].ends_with(|before| is_word(before) || before == '.' || before == '"'))
        .filter_map(|(at, found)| text[at + found.len()..].split(|letter| !is_word(letter)).next())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Where it is only asked whether there is something, the engine lets a misspelt name pass.
#[test]
fn no_template_asks_for_what_it_is_not_handed() {
    let mut seen = 0;
    for (template, text) in builtin_templates() {
        let Some((.., make)) = PAGES.iter().find(|(name, ..)| *name == template && template != "base.html")
        else {
            continue;
        };
        let records = make();
        let of = |name: &str| {
            let kind = &records[0].fields.iter().find(|field| field.name == name).unwrap().kind;
            records.iter().find(|record| &record.name == kind)
        };
        for variable in ["page", "frame"] {
            let Some(record) = of(variable) else { continue };
            for name in asked(text, variable) {
                seen += 1;
                assert!(
                    record.fields.iter().any(|field| field.name == name),
                    "{template}: {variable}.{name}"
                );
            }
        }
    }
    assert!(seen > 150, "only {seen} were seen");
}
