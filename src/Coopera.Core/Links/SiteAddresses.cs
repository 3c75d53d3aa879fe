namespace Coopera.Core.Links;

/// <summary>Absolute addresses for mails, calendars and feeds, where no request is at hand.</summary>
/// <param name="listenedOn">The first address that the server listens on; null before it does.</param>
public sealed class SiteAddresses(Settings settings, Func<string?> listenedOn)
{
    /// <summary><c>Site:BaseUrl</c>; in development the address listened on. No slash at the end.</summary>
    public string Base => settings.Site.BaseUrl?.ToString().TrimEnd('/') ?? ListenedOn() + settings.Site.PathBase;

    public string Webinar(string slug) => $"{Base}/webinar/{slug}";

    public string PersonalPage(string token) => $"{Base}/iscrizioni/{token}";

    public string Coordination => $"{Base}/coordinamento";

    public string BlankScheda => $"{Coordination}/scheda.pdf";

    public string SchedaUpload => $"{Coordination}/scheda/carica";

    public string StartAdhesion(string? bodyCode) => $"{Coordination}/adesione{(bodyCode is null ? "" : $"?ente={bodyCode}")}";

    public string Adhesion(string token) => $"{Base}/coordinamento/adesione/{token}";

    public string Invitation(string token) => $"{Base}/gestione/invito/{token}";

    public string RecoverLinks => $"{Base}/iscrizioni/recupera";

    public string ForgottenPassword => $"{Base}/gestione/password";

    public string NewPassword(string token) => $"{ForgottenPassword}/{token}";

    public string PrivacyNotice => $"{Base}/privacy";

    public string PressReleases => $"{Base}/comunicati";

    public string PressFeed => $"{PressReleases}/feed.xml";

    public string PressRelease(string slug) => $"{PressReleases}/{slug}";

    /// <summary>Host name for identifiers (UID of calendar objects, Message-ID).</summary>
    public string Host => new Uri(Base).IdnHost;

    private string ListenedOn() =>
        listenedOn()?
            .Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("*", "localhost", StringComparison.Ordinal)
            .TrimEnd('/') ?? "http://localhost";
}
