//! Where a request is sent to: a host that is given, that of a region, or that of the service.

use crate::{EndpointRule, OperationFacts, RequestError};
use apiscribe_core::host::{is_host, is_label, is_this_machine, without_default_port, without_port};

/// Where a request is sent to: a host that is given, else the one that the service documents for a region, else the one
/// that its rule gives.
///
/// ```
/// use apiscribe::Endpoint;
///
/// let of_a_region = Endpoint::region("cn-hangzhou");
/// let from_inside_the_network = Endpoint::region("cn-hangzhou").with_network("vpc");
/// let of_a_service_with_one_host = Endpoint::central();
/// let of_a_test = Endpoint::at("http://127.0.0.1:8080");
/// # drop([of_a_region, from_inside_the_network, of_a_service_with_one_host, of_a_test]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoint {
    place: Place,
    network: Option<String>,
    suffix: Option<String>,
    allows_plain_http: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Central,
    Region(String),
    Host(String),
}

/// A scheme and a host, as they begin a URI.
#[derive(Debug)]
pub(crate) struct Origin {
    pub(crate) scheme: &'static str,
    pub(crate) host: String,
}

impl Endpoint {
    /// The host of a service that has one for all regions.
    pub fn central() -> Self {
        Self::default()
    }

    /// The host of a region, as in `cn-hangzhou`: the one the service documents, or the one its rule gives.
    pub fn region(region: impl Into<String>) -> Self {
        Self { place: Place::Region(region.into()), ..Self::default() }
    }

    /// A host, whatever the service documents: `ecs.aliyuncs.com`, `https://proxy.example:8443`, `http://127.0.0.1:8080`.
    ///
    /// Without a scheme it is HTTPS.
    pub fn at(host: impl Into<String>) -> Self {
        Self { place: Place::Host(host.into()), ..Self::default() }
    }

    /// The host of another network than the public one, as in `vpc`. It comes from the rule, because the hosts that
    /// services document are public ones.
    #[must_use]
    pub fn with_network(mut self, network: impl Into<String>) -> Self {
        self.network = Some(network.into()).filter(|network: &String| !network.is_empty() && network != "public");
        self
    }

    /// A suffix of the product in the host's name, as the official SDKs have it. It comes from the rule.
    #[must_use]
    pub fn with_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.suffix = Some(suffix.into()).filter(|suffix: &String| !suffix.is_empty());
        self
    }

    /// Accepts a host with the scheme `http` that is not this machine. Parameters can then be read on the way.
    #[must_use]
    pub fn allow_plain_http(mut self) -> Self {
        self.allows_plain_http = true;
        self
    }

    /// The scheme and host for the operations of a service.
    pub(crate) fn origin(&self, facts: &OperationFacts) -> Result<Origin, RequestError> {
        let (scheme, host) = match &self.place {
            Place::Host(host) => split_scheme(host)?,
            Place::Region(region) => ("https", self.host_of(facts, Some(region))?),
            Place::Central => ("https", self.host_of(facts, None)?),
        };
        if !is_host(&host) {
            return Err(RequestError::InvalidHost);
        }
        if scheme == "http" && !self.allows_plain_http && !is_this_machine(without_port(&host)) {
            return Err(RequestError::PlainHttp);
        }
        Ok(Origin { scheme, host: without_default_port(scheme, &host).to_owned() })
    }

    fn host_of(&self, facts: &OperationFacts, region: Option<&str>) -> Result<String, RequestError> {
        let labels = [region, self.network.as_deref(), self.suffix.as_deref()];
        if !labels.into_iter().flatten().all(is_label) {
            return Err(RequestError::InvalidHost);
        }
        let is_public = self.network.is_none() && self.suffix.is_none();
        let documented = facts.service.endpoints.iter().find(|(name, _)| is_public && Some(*name) == region);
        match (documented, facts.service.endpoint_rule, region) {
            (Some((_, host)), ..) => Ok((*host).to_owned()),
            (None, Some(EndpointRule::Central), _) => Ok(format!("{}.aliyuncs.com", self.product(facts))),
            (None, Some(EndpointRule::Regional), Some(region)) => {
                Ok(format!("{}.{region}.aliyuncs.com", self.product(facts)))
            }
            (None, Some(EndpointRule::Regional), None) => Err(RequestError::RegionNeeded { product: facts.product }),
            (None, None, None) if !facts.service.endpoints.is_empty() => {
                Err(RequestError::RegionNeeded { product: facts.product })
            }
            (None, None, _) => Err(RequestError::UnknownEndpoint { product: facts.product }),
        }
    }

    fn product(&self, facts: &OperationFacts) -> String {
        let mut product = facts.product.to_ascii_lowercase();
        for part in [&self.suffix, &self.network].into_iter().flatten() {
            product.push('-');
            product.push_str(part);
        }
        product
    }
}

fn split_scheme(host: &str) -> Result<(&'static str, String), RequestError> {
    let (scheme, host) = match host.split_once("://") {
        None => ("https", host),
        Some((scheme, host)) if scheme.eq_ignore_ascii_case("https") => ("https", host),
        Some((scheme, host)) if scheme.eq_ignore_ascii_case("http") => ("http", host),
        Some(_) => return Err(RequestError::InvalidHost),
    };
    Ok((scheme, host.strip_suffix('/').unwrap_or(host).to_owned()))
}
