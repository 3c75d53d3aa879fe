namespace Coopera.Core.Links;

/// <param name="listenedOn">The first address that the server listens on; null before it does.</param>
public sealed class SiteAddresses(Settings settings, Func<string?> listenedOn)
{
    /// <summary><c>Site:BaseUrl</c>; in development the address listened on. No slash at the end.</summary>
    public string Base => settings.Site.BaseUrl?.ToString().TrimEnd('/') ?? ListenedOn() + settings.Site.PathBase;

    public string Webinars => Absolute(Addresses.Public.Webinars);

    public string Webinar(string slug) => Absolute(Addresses.Public.Webinar(slug));

    public string SignUp(string slug) => Absolute(Addresses.Public.SignUp(slug));

    public string PersonalPage(string token) => Absolute(Addresses.Registration.Page(token));

    public string ConfirmSignUp(string token) => Absolute(Addresses.Registration.Confirm(token));

    public string Coordination => Absolute(Addresses.Coordination.Home);

    public string BlankScheda => Absolute(Addresses.Coordination.BlankScheda);

    public string SchedaUpload => Absolute(Addresses.Coordination.SchedaUpload);

    public string StartAdhesion(string? bodyCode) => Absolute(Addresses.Coordination.StartFor(bodyCode));

    public string Adhesion(string token) => Absolute(Addresses.Adhesion.Page(token));

    public string BackOffice => Absolute(Addresses.Admin.Home);

    public string FirstAccess(string token) => Absolute(Addresses.Account.FirstAccess(token));

    public string Invitation(string token) => Absolute(Addresses.Account.Invitation(token));

    public string RecoverLinks => Absolute(Addresses.Registration.Recover);

    public string ForgottenPassword => Absolute(Addresses.Account.ForgottenPassword);

    public string NewPassword(string token) => Absolute(Addresses.Account.NewPassword(token));

    public string PrivacyNotice => Absolute(Addresses.Public.Privacy);

    public string PressReleases => Absolute(Addresses.Public.PressReleases);

    public string PressFeed => Absolute(Addresses.Public.PressFeed);

    public string PressRelease(string slug) => Absolute(Addresses.Public.PressRelease(slug));

    public string Host => new Uri(Base).IdnHost;

    private string Absolute(string address) => Base + Addresses.Path(address);

    private string ListenedOn() =>
        listenedOn()?
            .Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("*", "localhost", StringComparison.Ordinal)
            .TrimEnd('/') ?? "http://localhost";
}
