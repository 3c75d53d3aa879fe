using Coopera.Web.Infrastructure;
using Coopera.Web.Mail.Mails;

namespace Coopera.Web.Mail;

/// <summary>The absolute addresses that mails hold.</summary>
public sealed class MailLinks(SiteAddresses addresses, PersonalLinks personalLinks, AdhesionLinks adhesionLinks, PasswordResetLinks resetLinks)
{
    public string Home => addresses.Base;

    public string RecoverLinks => addresses.RecoverLinks;

    public string PrivacyNotice => addresses.PrivacyNotice;

    public string Webinars => $"{addresses.Base}/webinar";

    public string Webinar(WebinarFacts webinar) => addresses.Webinar(webinar.Slug);

    public string SignUp(WebinarFacts webinar) => $"{addresses.Webinar(webinar.Slug)}/iscrizione";

    public string Coordination => addresses.Coordination;

    public string BlankScheda => addresses.BlankScheda;

    public string SchedaUpload => addresses.SchedaUpload;

    /// <param name="bodyCode">Filled in on the page, when it is known.</param>
    public string StartAdhesion(string? bodyCode) => addresses.StartAdhesion(bodyCode);

    public string Adhesion(AdhesionFacts adhesion) => addresses.Adhesion(adhesionLinks.Token(new PersonalLink(adhesion.Id, adhesion.LinkVersion)));

    public string ForgottenPassword => addresses.ForgottenPassword;

    public string NewPassword(PasswordReset mail) => addresses.NewPassword(resetLinks.Token(mail.Link));

    public string Personal(RegistrationFacts registration) =>
        addresses.PersonalPage(personalLinks.Token(new PersonalLink(registration.Id, registration.LinkVersion)));
}
