using Coopera.Core.Links;
using Coopera.Core.Mail.Mails;

namespace Coopera.Core.Mail;

/// <param name="areMasked">Personal links hold no secret: the mail is shown to somebody whom it was not written to.</param>
public sealed class MailLinks(
    SiteAddresses addresses, PersonalLinks personalLinks, ConfirmationLinks confirmationLinks, AdhesionLinks adhesionLinks,
    PasswordResetLinks resetLinks, InvitationLinks invitationLinks, UnsubscribeLinks unsubscribeLinks, CertificateLinks certificateLinks,
    BallotLinks ballotLinks, DeclineLinks declineLinks, OwnDataLinks ownDataLinks, bool areMasked = false)
{
    /// <summary>Stands where a mail that is only shown would hold a secret.</summary>
    public const string Mask = "…";

    public MailLinks Masked() =>
        new(
            addresses, personalLinks, confirmationLinks, adhesionLinks, resetLinks, invitationLinks, unsubscribeLinks, certificateLinks,
            ballotLinks, declineLinks, ownDataLinks, areMasked: true);

    public string Home => addresses.Base;

    public string RecoverLinks => addresses.RecoverLinks;

    public string PrivacyNotice => addresses.PrivacyNotice;

    public string Webinars => addresses.Webinars;

    public string Webinar(WebinarFacts webinar) => addresses.Webinar(webinar.Slug);

    public string SignUp(WebinarFacts webinar) => addresses.SignUp(webinar.Slug);

    public string Coordination => addresses.Coordination;

    public string BlankScheda => addresses.BlankScheda;

    public string SchedaUpload => addresses.SchedaUpload;

    /// <param name="bodyCode">Filled in on the page, when it is known.</param>
    public string StartAdhesion(string? bodyCode) => addresses.StartAdhesion(bodyCode);

    public string Adhesion(AdhesionFacts adhesion) =>
        addresses.Adhesion(Token(adhesionLinks, new PersonalLink(adhesion.Id, adhesion.LinkVersion)));

    public string MailCheck => addresses.MailCheck;

    public string ForgottenPassword => addresses.ForgottenPassword;

    public string NewPassword(PasswordReset mail) => addresses.NewPassword(areMasked ? Mask : resetLinks.Token(mail.Link));

    public string Invitation(string accountId, string mark) =>
        addresses.Invitation(areMasked ? Mask : invitationLinks.Token(new InvitationLink(accountId, mark)));

    public string Certificate(string code) => addresses.Certificate(code);

    public string OwnCertificates => addresses.OwnCertificates;

    public string CertificatesOf(Guid mark, DateOnly until) =>
        addresses.CertificatesOf(areMasked ? Mask : certificateLinks.Token(mark, until));

    public string Personal(RegistrationFacts registration) =>
        addresses.PersonalPage(Token(personalLinks, Of(registration)));

    public string Enter(RegistrationFacts registration) =>
        addresses.Enter(Token(personalLinks, Of(registration)));

    public string Confirm(WebinarFacts webinar, RegistrationFacts registration) =>
        addresses.ConfirmSignUp(Token(confirmationLinks, new PersonalLink(registration.Id, webinar.Id)));

    /// <summary>The page, and what a mail program calls by itself when one presses "unsubscribe" there.</summary>
    public string Unsubscribe(RegistrationFacts registration) =>
        addresses.Unsubscribe(Token(unsubscribeLinks, Of(registration)));

    private static PersonalLink Of(RegistrationFacts registration) => new(registration.Id, registration.LinkVersion);

    public string Questionnaire(Ballot? ballot) =>
        addresses.Questionnaire(areMasked || ballot is null ? Mask : ballotLinks.Token(ballot.Value));

    public string DeclineQuestionnaires(RegistrationFacts registration, int surveyId) =>
        addresses.DeclineQuestionnaires(Token(declineLinks, new PersonalLink(registration.Id, surveyId)));

    public string AskOwnData => addresses.Absolute(Addresses.OwnData.Ask);

    public string OwnData(DataLinkSent mail) =>
        addresses.Absolute(Addresses.OwnData.Page(Token(ownDataLinks, new PersonalLink(mail.Link, 0))));

    private string Token(ProtectedLinks door, PersonalLink link) => areMasked ? Mask : door.Token(link);
}
