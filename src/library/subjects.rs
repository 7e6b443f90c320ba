//! Tags as a list or a page shows them: lesser topics folded into wider ones, what is only where a source is at home
//! marked. Filters and JSON know every tag by its own name.

use crate::article::{Subjects, Tag, Tags};
use crate::classify::Tagger;
use crate::query::Query;
use crate::text::SafeText;

/// The labels of tags. A topic that the query names is shown by its own name.
pub(super) fn subjects(tagger: &Tagger, tags: &Tags, query: &Query) -> Subjects {
    let labels = |tags: &[Tag]| tags.iter().map(label).collect();
    let mut topics: Vec<SafeText> = Vec::new();
    for tag in &tags.topics {
        let wider = tagger.wider_topic(&tag.code).filter(|_| !query.names(&tag.code));
        let label = wider.unwrap_or(&tag.label);
        if !topics.contains(label) {
            topics.push(label.clone());
        }
    }
    Subjects { countries: labels(&tags.countries), regions: labels(&tags.regions), topics }
}

fn label(tag: &Tag) -> SafeText {
    shown(&tag.label, tag.is_by_home())
}

/// A label of a tag that the home country of the source decided for, or did not.
pub(super) fn shown(label: &SafeText, by_home: bool) -> SafeText {
    if by_home { SafeText::label(&format!("{label} (home)")) } else { label.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Evidence, EvidenceSource};
    use crate::query::{Kind, Term, Vocabulary};

    fn tag(code: &str, label: &str, source: EvidenceSource) -> Tag {
        let evidence = Evidence { source, text: SafeText::default(), count: 1, weight: 1.0 };
        let (code, label) = (SafeText::label(code), SafeText::label(label));
        Tag { code, name: label.clone(), label, score: 1.0, evidence: vec![evidence] }
    }

    #[test]
    fn lesser_topics_are_shown_as_wider_ones_unless_they_are_asked_for() {
        let topics = vec![
            tag("09000000", "labour", EvidenceSource::Words),
            tag("04000000", "economy", EvidenceSource::Words),
            tag("15000000", "sport", EvidenceSource::Words),
        ];
        let tags = Tags { topics, ..Tags::default() };
        let term = |code: &str, label: &str| Term {
            kind: Kind::Topic,
            code: code.to_owned(),
            label: label.to_owned(),
            aliases: Vec::new(),
        };
        let vocabulary = Vocabulary::new(vec![term("09000000", "labour"), term("15000000", "sport")]);
        let tagger = Tagger::new();
        let shown = |query: &str| {
            let query = Query::parse(query, &vocabulary, "2024-06-01".parse().unwrap()).unwrap();
            let topics = subjects(&tagger, &tags, &query).topics;
            topics.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(shown(""), ["economy", "sport"]);
        assert_eq!(shown("topic:sport"), ["economy", "sport"]);
        assert_eq!(shown("topic:labour"), ["labour", "economy", "sport"]);
    }

    #[test]
    fn country_that_the_home_of_the_source_gave_says_so() {
        let countries =
            vec![tag("NE", "Niger", EvidenceSource::HomeCountry), tag("TG", "Togo", EvidenceSource::Words)];
        let tags = Tags { countries, ..Tags::default() };
        let subjects = subjects(&Tagger::new(), &tags, &Query::default());
        let labels: Vec<&str> = subjects.countries.iter().map(SafeText::as_str).collect();
        assert_eq!(labels, ["Niger (home)", "Togo"]);
    }
}
