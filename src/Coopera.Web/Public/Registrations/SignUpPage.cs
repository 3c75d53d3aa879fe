using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Public.Webinars;

namespace Coopera.Web.Public.Registrations;

public sealed record SignUpPage(PublicWebinar Webinar, PublicPlaces Places, RegistrationForm Form)
{
    /// <summary>Where the form is sent; null: to the page that everybody has.</summary>
    public string? Instead { get; init; }
}

/// <summary>What was sent, which is what is on file unless the address was signed up already.</summary>
/// <param name="IsOtherSpelling">Of a mailbox: the plus tag or the dots in the address, whoever else has signed up.</param>
public sealed record SignUpReceipt(
    SignUpOutcome Outcome, string FirstName, string LastName, string Email, string? BodyName, bool IsOtherSpelling)
{
    public static SignUpReceipt Of(SignUpOutcome outcome, Participant participant) => new(
        outcome, participant.FirstName, participant.LastName, participant.Email.Display, participant.BodyName,
        Registration.MailboxSpelledAnotherWay(participant.Email) is not null);
}

/// <param name="Receipt">Null when the page is opened later or elsewhere.</param>
/// <param name="CanCorrect">The browser keeps the cookie by which the form, sent once more, corrects what was sent.</param>
public sealed record SignUpSentPage(PublicWebinar Webinar, SignUpReceipt? Receipt, bool CanCorrect);
