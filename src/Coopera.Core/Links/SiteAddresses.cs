namespace Coopera.Core.Links;

/// <param name="listenedOn">The first address that the server listens on; null before it does.</param>
public sealed class SiteAddresses(Settings settings, Func<string?> listenedOn)
{
    /// <summary><c>Site:BaseUrl</c>; in development the address listened on. No slash at the end.</summary>
    public string Base => settings.Site.BaseUrl?.ToString().TrimEnd('/') ?? ListenedOn() + settings.Site.PathBase;

    /// <summary><see cref="Base"/>, unless <c>Site:StaffHost</c> gives Gestione a host of its own.</summary>
    private string Staff => settings.Site.StaffUrl?.ToString().TrimEnd('/') ?? Base;

    public string Webinars => Absolute(Addresses.Public.Webinars);

    public string Webinar(string slug) => Absolute(Addresses.Public.Webinar(slug));

    public string SignUp(string slug) => Absolute(Addresses.Public.SignUp(slug));

    public string PersonalPage(string token) => Absolute(Addresses.Registration.Page(token));

    public string Enter(string token) => Absolute(Addresses.Registration.Enter(token));

    public string RoomDoor(string code) => Absolute(Addresses.Registration.RoomDoor(code));

    public string ConfirmSignUp(string token) => Absolute(Addresses.Registration.Confirm(token));

    public string Unsubscribe(string token) => Absolute(Addresses.Registration.Unsubscribe(token));

    public string CertificateCheck => Absolute(Addresses.Certificates.Check);

    public string Certificate(string code) => Absolute(Addresses.Certificates.Page(code));

    public string OwnCertificates => Absolute(Addresses.Certificates.Own);

    public string CertificatesOf(string token) => Absolute(Addresses.Certificates.OfMailbox(token));
    public string Questionnaire(string token) => Absolute(Addresses.Questionnaire.Page(token));

    public string DeclineQuestionnaires(string token) => Absolute(Addresses.Questionnaire.Decline(token));

    public string Coordination => Absolute(Addresses.Coordination.Home);

    public string BlankScheda => Absolute(Addresses.Coordination.BlankScheda);

    public string SchedaUpload => Absolute(Addresses.Coordination.SchedaUpload);

    public string StartAdhesion(string? bodyCode) => Absolute(Addresses.Coordination.StartFor(bodyCode));

    public string Adhesion(string token) => Absolute(Addresses.Adhesion.Page(token));

    public string BackOffice => Staff + Addresses.Path(Addresses.Admin.Home);

    /// <summary>For pages of every host.</summary>
    public string BackOfficeLink => settings.Site.StaffUrl is null ? Addresses.Admin.Home : BackOffice;

    public string MailCheck => Staff + Addresses.Path(Addresses.Admin.Mail.Check);

    public string FirstAccess(string token) => Staff + Addresses.Path(Addresses.Account.FirstAccess(token));

    public string Invitation(string token) => Staff + Addresses.Path(Addresses.Account.Invitation(token));

    public string RecoverLinks => Absolute(Addresses.Registration.Recover);

    public string ForgottenPassword => Staff + Addresses.Path(Addresses.Account.ForgottenPassword);

    public string NewPassword(string token) => Staff + Addresses.Path(Addresses.Account.NewPassword(token));

    public string PrivacyNotice => Absolute(Addresses.Public.Privacy);

    public string SecurityText => Absolute(Addresses.Public.SecurityText);

    public string Sitemap => Absolute(Addresses.Public.Sitemap);

    public string PressReleases => Absolute(Addresses.Public.PressReleases);

    public string PressFeed => Absolute(Addresses.Public.PressFeed);

    public string PressRelease(string slug) => Absolute(Addresses.Public.PressRelease(slug));

    public string Host => new Uri(Base).IdnHost;

    public string Absolute(string address) => Base + Addresses.Path(address);

    private string ListenedOn() =>
        listenedOn()?
            .Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("*", "localhost", StringComparison.Ordinal)
            .TrimEnd('/') ?? "http://localhost";
}
