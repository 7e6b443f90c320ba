//! The kinds of text in an article that are searched apart.

use std::borrow::Cow;

use super::Article;

/// A kind of text in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// The headline.
    Headline,
    /// Everything printed but the headline: standfirst, captions, body.
    Body,
    /// The byline.
    Byline,
    /// The agency.
    Agency,
    /// Where it was saved from: the name of the file without its ending, and of the site.
    Name,
    /// The whole path of the file.
    Path,
}

impl Zone {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Headline, Self::Body, Self::Byline, Self::Agency, Self::Name, Self::Path];
}

impl Article {
    /// Its texts of one kind, in order.
    pub fn texts(&self, zone: Zone) -> Vec<Cow<'_, str>> {
        match zone {
            Zone::Headline => vec![Cow::Borrowed(self.headline.text.as_str())],
            Zone::Body => {
                let standfirst = self.standfirst.iter().map(|point| &point.text);
                let captions = self.captions.iter().map(|caption| &caption.text);
                let blocks = self.body.iter().map(|block| &block.text);
                standfirst.chain(captions).chain(blocks).map(|text| Cow::Borrowed(text.as_str())).collect()
            }
            Zone::Byline => self.attribution.byline.as_deref().map(Cow::Borrowed).into_iter().collect(),
            Zone::Agency => self.attribution.agency.as_deref().map(Cow::Borrowed).into_iter().collect(),
            Zone::Name => {
                let file = self.source.path.file_stem().map(|name| name.to_string_lossy());
                file.into_iter().chain(self.site().map(Cow::Borrowed)).collect()
            }
            Zone::Path => vec![self.source.path.to_string_lossy()],
        }
    }
}
