namespace Coopera.Web.Shared;

/// <summary>The head of some pages, instead of the usual one. An area with a head of its own registers it.</summary>
/// <param name="IsFor">Whether a request's page has it.</param>
/// <param name="Partial">Path of the view; it has no model.</param>
/// <param name="Footer">The same for the foot.</param>
public sealed record SiteHeader(Func<HttpContext, bool> IsFor, string Partial, string Footer);
