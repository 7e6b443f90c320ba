//! The parts of an article that tags are read from, and how much each counts.

use crate::article::{Article, HeadlineOrigin, Place};
use crate::text::SafeText;

/// How much a word counts by where it stands; 1 is the body below the lede.
const HEADLINE: f32 = 3.0;
const DATELINE: f32 = 6.0;
const STANDFIRST: f32 = 2.0;
const LEDE: f32 = 2.0;
const BODY: f32 = 1.0;
/// A caption tells where a picture was taken, which may be years before and a country away.
const CAPTION: f32 = 0.3;
/// The first bytes of the body's first paragraph that count as its lede where a place is named.
const LEDE_BYTES: usize = 250;
/// A paragraph that begins within so many bytes stands behind a line or two too short for a lede of their own.
const SHORT_BYTES: usize = 80;
/// The same where a topic is: the first two or three paragraphs.
const TOPIC_LEDE_BYTES: usize = 500;

/// One part of an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) place: Place,
    pub(super) text: &'a SafeText,
    weight: f32,
    /// How many bytes of the body stand before the text; nothing outside the body.
    before: Option<usize>,
}

impl Field<'_> {
    /// How much a place named at this byte counts.
    pub(super) fn weight_at(&self, byte: usize) -> f32 {
        if self.is_lede(byte) { LEDE } else { self.weight }
    }

    /// How much a word at this byte counts for its topics.
    pub(super) fn topic_weight_at(&self, byte: usize) -> f32 {
        if self.is_within(TOPIC_LEDE_BYTES, byte) { LEDE } else { self.weight }
    }

    /// Whether this byte belongs to the lede.
    pub(super) fn is_lede(&self, byte: usize) -> bool {
        self.is_within(SHORT_BYTES, 0) && self.is_within(LEDE_BYTES, byte)
    }

    fn is_within(&self, bytes: usize, byte: usize) -> bool {
        self.before.is_some_and(|before| before + byte < bytes)
    }
}

/// The parts of an article in the order they are read.
pub(super) fn fields(article: &Article) -> Vec<Field<'_>> {
    let field = |place, text, weight| Field { place, text, weight, before: None };
    let mut fields = Vec::with_capacity(article.body.len() + article.captions.len() + 4);
    // A derived headline is the lede's own words; counting them twice would say nothing new.
    if article.headline.origin == HeadlineOrigin::Page {
        fields.push(field(Place::Headline, &article.headline.text, HEADLINE));
    }
    fields.extend(article.kicker.as_ref().map(|text| field(Place::Kicker, text, BODY)));
    fields.extend(article.attribution.dateline.as_ref().map(|text| field(Place::Dateline, text, DATELINE)));
    for (place, point) in article.standfirst.iter().enumerate() {
        fields.push(field(Place::Standfirst(place), &point.text, STANDFIRST));
    }
    let mut before = 0;
    for (place, block) in article.body.iter().enumerate() {
        fields.push(Field {
            place: Place::Block(place),
            text: &block.text,
            weight: BODY,
            before: Some(before),
        });
        before += block.text.len();
    }
    for (place, caption) in article.captions.iter().enumerate() {
        fields.push(field(Place::Caption(place), &caption.text, CAPTION));
    }
    fields
}
