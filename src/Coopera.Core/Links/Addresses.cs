namespace Coopera.Core.Links;

/// <summary>
/// Every address of the site, written once. They begin with <c>~/</c>: below the path base, which <c>href</c> and <c>action</c> in views
/// and <c>Url.Content</c> put before them, and <see cref="SiteAddresses"/> for mails and feeds.
/// </summary>
public static partial class Addresses
{
    /// <summary>As a request's path has it, without the path base: <c>/gestione/webinar</c>.</summary>
    public static string Path(string address) => address[1..];
}
