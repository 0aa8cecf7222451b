//! The endpoint of a request: a base URL that is given, that of a server or a region, or that of the service.

use crate::{EndpointRule, OperationFacts, RequestError};
use apiscribe_core::base_url::BaseUrl;
use apiscribe_core::host::{is_label, is_this_machine, without_default_port, without_port};

/// The endpoint that a request is sent to: a base URL that is given, else the one that the service documents, for a server or a
/// region where it has several, else the host that its rule gives.
///
/// ```
/// use apiscribe::Endpoint;
///
/// let documented = Endpoint::documented();
/// let of_a_server_that_has_a_name = Endpoint::server("eu");
/// let of_a_proxy = Endpoint::at("https://proxy.example/depot");
/// // Alibaba Cloud has a host for each region.
/// let of_a_region = Endpoint::region("cn-hangzhou");
/// let from_inside_the_network = Endpoint::region("cn-hangzhou").with_network("vpc");
/// let of_a_service_with_one_host = Endpoint::central();
/// let of_a_test = Endpoint::at("http://127.0.0.1:8080");
/// # drop([documented, of_a_server_that_has_a_name, of_a_proxy]);
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
    Server(String),
    Given(String),
}

/// A scheme and a host, as they begin a URI, and the path that is before that of the operation, without a `/` at its end.
#[derive(Debug)]
pub(crate) struct Origin {
    pub(crate) scheme: &'static str,
    pub(crate) host: String,
    pub(crate) base_path: String,
}

impl Endpoint {
    /// The base URL that the service documents.
    pub fn documented() -> Self {
        Self::default()
    }

    /// The base URL that the service documents for the server of a name.
    pub fn server(name: impl Into<String>) -> Self {
        Self { place: Place::Server(name.into()), ..Self::default() }
    }

    /// The host of a service that has one for all regions.
    pub fn central() -> Self {
        Self::default()
    }

    /// The host of a region, as in `cn-hangzhou`: the one the service documents, or the one its rule gives.
    pub fn region(region: impl Into<String>) -> Self {
        Self { place: Place::Region(region.into()), ..Self::default() }
    }

    /// A base URL, whatever the service documents: `ecs.aliyuncs.com`, `https://proxy.example:8443/depot`,
    /// `http://127.0.0.1:8080`. The path of an operation is appended to what it has of a path.
    ///
    /// Without a scheme it is HTTPS.
    pub fn at(base_url: impl Into<String>) -> Self {
        Self { place: Place::Given(base_url.into()), ..Self::default() }
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

    /// The scheme, the host and the path before that of an operation, for the operations of a service.
    pub(crate) fn origin(&self, facts: &OperationFacts) -> Result<Origin, RequestError> {
        let url = self.base_url(facts)?;
        let BaseUrl { scheme, host, path } = BaseUrl::parse(&url).map_err(|_| RequestError::InvalidHost)?;
        if scheme == "http" && !self.allows_plain_http && !is_this_machine(without_port(host)) {
            return Err(RequestError::PlainHttp);
        }
        Ok(Origin { scheme, host: without_default_port(scheme, host).to_owned(), base_path: path.to_owned() })
    }

    fn base_url(&self, facts: &OperationFacts) -> Result<String, RequestError> {
        let of_host = |host: String| format!("https://{host}");
        match &self.place {
            Place::Given(url) if url.contains("://") => Ok(url.clone()),
            Place::Given(host) => Ok(of_host(host.clone())),
            Place::Server(name) => {
                let server = facts.service.servers.iter().find(|(known, _)| known == name);
                let unknown = RequestError::UnknownEndpoint { product: facts.product };
                server.map(|(_, url)| (*url).to_owned()).ok_or(unknown)
            }
            Place::Region(region) => self.host_of(facts, Some(region)).map(of_host),
            Place::Central => match facts.service.base_url.filter(|_| self.is_public()) {
                Some(url) => Ok(url.to_owned()),
                None => self.host_of(facts, None).map(of_host),
            },
        }
    }

    /// Returns whether neither another network nor a suffix is wanted.
    fn is_public(&self) -> bool {
        self.network.is_none() && self.suffix.is_none()
    }

    fn host_of(&self, facts: &OperationFacts, region: Option<&str>) -> Result<String, RequestError> {
        let labels = [region, self.network.as_deref(), self.suffix.as_deref()];
        if !labels.into_iter().flatten().all(is_label) {
            return Err(RequestError::InvalidHost);
        }
        let is_public = self.is_public();
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
