//! The names data sets give to the parts of an article, best first, and those the reader adds. Case, spaces and
//! marks inside a name do not matter; what a field holds is not judged here.

use std::collections::HashMap;

/// A part of an article that a field can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The headline.
    Headline,
    /// The name of a section or a label above the headline.
    Kicker,
    /// The body as plain text, or as HTML where its tags say so.
    Text,
    /// The body as a piece of HTML.
    Html,
    /// A whole saved page, looked into only where there is no body.
    Page,
    /// A sentence or two that sum the article up.
    Standfirst,
    /// When it was published.
    Published,
    /// When it was last changed.
    Updated,
    /// Who wrote it.
    Byline,
    /// Who published it: taken for the agency where it is one.
    Agency,
    /// The place it was filed from.
    Dateline,
    /// Its address.
    Url,
    /// Its language.
    Language,
    /// Captions, or pictures that carry them.
    Captions,
}

impl Slot {
    /// All slots with the name the configuration has for each.
    pub const NAMES: [(&'static str, Self); 14] = [
        ("headline", Self::Headline),
        ("kicker", Self::Kicker),
        ("text", Self::Text),
        ("html", Self::Html),
        ("page", Self::Page),
        ("standfirst", Self::Standfirst),
        ("date", Self::Published),
        ("updated", Self::Updated),
        ("byline", Self::Byline),
        ("agency", Self::Agency),
        ("dateline", Self::Dateline),
        ("url", Self::Url),
        ("language", Self::Language),
        ("captions", Self::Captions),
    ];
}

/// Names that speak for themselves wherever they stand in a row.
const STRONG: [(Slot, &str); 14] = [
    (
        Slot::Headline,
        "headline title webtitle newstitle articletitle storytitle posttitle headlinetext titletext heading headlines \
         hed maintitle metatitle ogtitle",
    ),
    (
        Slot::Kicker,
        "kicker section sectionname articlesection category categoryname categories newscategory channel newsdesk desk \
         rubric sections",
    ),
    (
        Slot::Text,
        "body articlebody maintext fulltext text articletext bodytext contenttext textcontent plaintext content \
         article story storytext newstext articlecontent newscontent document contents paragraphs cleantext \
         cleanedtext bodyplain newsbody posttext rawtext fullarticle storybody textbody maincontent transcript",
    ),
    (Slot::Html, "contenthtml bodyhtml htmlbody htmlcontent contentencoded articlehtml texthtml"),
    (Slot::Page, "html rawhtml pagehtml sourcehtml"),
    (
        Slot::Standfirst,
        "standfirst subtitle subheadline subheading subhead deck dek lede leadparagraph lead abstract summary \
         description shortdescription excerpt trailtext highlights teaser snippet intro metadescription \
         ogdescription bullets keypoints blurb synopsis",
    ),
    (
        Slot::Published,
        "datepublished publishedat publisheddate publicationdate publishdate datepublish published publishedon pubdate \
         publishtime publishedtime publicationtime firstpublished firstpublishedat firstpublicationdate \
         webpublicationdate date datetime articledate newsdate dateposted posteddate postedat postdate displaydate \
         issued seendate timestamp createdat datecreated created creationdate",
    ),
    (
        Slot::Updated,
        "datemodified modifiedat modified updated updatedat dateupdated datemodify lastmodified lastupdated updatedate \
         updateddate modifieddate modificationdate",
    ),
    (
        Slot::Byline,
        "authors author byline bylines creator creators dccreator writer writers reporter reporters journalist \
         authorname authornames articleauthor publishedby",
    ),
    (
        Slot::Agency,
        "agency newsagency wire source sourcename publication publisher provider sitename site sourcedomain",
    ),
    (Slot::Dateline, "dateline filedfrom"),
    (
        Slot::Url,
        "canonicalurl canonical url link articleurl weburl permalink pageurl sourceurl originalurl storyurl externalurl \
         href mainentityofpage uri guid",
    ),
    (Slot::Language, "language lang inlanguage languagecode langcode humanlanguage locale"),
    (
        Slot::Captions,
        "captions caption imagecaption imagecaptions photocaption photocaptions images image photos photo media \
         multimedia leadimage gallery figures pictures",
    ),
];

/// Names that tell something only at the top of a row, where nothing better does.
const WEAK: [(Slot, &str); 6] = [
    (Slot::Headline, "head name subject label titlepage pagetitle titlerss"),
    (Slot::Text, "message post data value sentence sentences quote"),
    (Slot::Published, "time day year"),
    (Slot::Byline, "by contributors user username"),
    (Slot::Kicker, "topic genre"),
    (Slot::Url, "id shorturl"),
];

/// How good a name is for its slot; the least is best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The reader said so; by the order said.
    Chosen(usize),
    /// A usual name; by the order of the table.
    Strong(usize),
    /// A name that may mean anything.
    Weak(usize),
}

/// All names that are known, by their folded form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Names {
    known: HashMap<String, (Slot, Rank)>,
}

impl Names {
    /// The usual names, and before them those the reader gave, in the order given.
    pub(in crate::ingest) fn with(chosen: &[(Slot, String)]) -> Self {
        let mut known = HashMap::new();
        for (table, rank) in [(&WEAK[..], Rank::Weak as fn(usize) -> Rank), (&STRONG[..], Rank::Strong)] {
            for (slot, names) in table {
                let names = names.split_whitespace().enumerate();
                known.extend(names.map(|(place, name)| (name.to_owned(), (*slot, rank(place)))));
            }
        }
        let chosen = chosen.iter().enumerate().rev();
        known.extend(chosen.map(|(place, (slot, name))| (folded_path(name), (*slot, Rank::Chosen(place)))));
        Self { known }
    }

    /// Whether a name, as it is written, speaks for itself.
    pub(in crate::ingest) fn knows(&self, name: &str) -> bool {
        self.find(&folded(name)).is_some_and(|(_, rank)| !matches!(rank, Rank::Weak(_)))
    }

    /// What a field is, by its path of folded names joined by dots, else by its last name.
    pub(super) fn find(&self, path: &str) -> Option<(Slot, Rank)> {
        let last = path.rsplit('.').next().unwrap_or(path);
        self.known.get(path).or_else(|| self.known.get(last)).copied()
    }
}

/// A name without case, spaces and marks.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A dotted path of names, each folded.
fn folded_path(path: &str) -> String {
    path.split('.').map(folded).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_marks_do_not_matter() {
        let names = Names::with(&[]);
        for name in ["Date Published", "date_published", "datePublished", "DATE-PUBLISHED", "date:published"]
        {
            assert_eq!(names.find(&folded(name)), Some((Slot::Published, Rank::Strong(0))), "{name}");
        }
        assert_eq!(names.find("price"), None);
    }

    #[test]
    fn no_name_stands_for_two_parts() {
        let mut seen = std::collections::HashSet::new();
        for (_, names) in STRONG.iter().chain(&WEAK) {
            for name in names.split_whitespace() {
                assert!(seen.insert(name), "{name}");
            }
        }
    }

    #[test]
    fn names_of_the_reader_come_first() {
        let chosen = [(Slot::Text, "Doc.Main-Part".to_owned()), (Slot::Headline, "text".to_owned())];
        let names = Names::with(&chosen);
        assert_eq!(names.find("doc.mainpart"), Some((Slot::Text, Rank::Chosen(0))));
        assert_eq!(names.find("text"), Some((Slot::Headline, Rank::Chosen(1))));
        assert!(Rank::Chosen(9) < Rank::Strong(0) && Rank::Strong(9) < Rank::Weak(0));
    }
}
