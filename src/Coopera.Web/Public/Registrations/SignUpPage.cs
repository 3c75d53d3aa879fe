using Coopera.Core.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Public.Webinars;

namespace Coopera.Web.Public.Registrations;

public sealed record SignUpPage(PublicWebinar Webinar, PublicPlaces Places, RegistrationForm Form);

/// <param name="IsOtherSpelling">Of a mailbox: the plus tag or the dots in the address, whoever else has signed up.</param>
public sealed record SignUpReceipt(
    int WebinarId, SignUpOutcome Outcome, string FirstName, string LastName, string Email, string? BodyName, bool IsOtherSpelling);

/// <param name="Receipt">Null when the page is opened later or elsewhere.</param>
public sealed record SignUpSentPage(PublicWebinar Webinar, SignUpReceipt? Receipt);
