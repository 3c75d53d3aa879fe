using Coopera.Core.Registrations;
using Coopera.Web.Public.Webinars;

namespace Coopera.Web.Public.Registrations;

/// <param name="PlacesLeft">Null: no limit. Zero: the waiting list.</param>
public sealed record SignUpPage(PublicWebinar Webinar, int? PlacesLeft, RegistrationForm Form);

public sealed record SignUpReceipt(int WebinarId, SignUpOutcome Outcome, string FirstName, string LastName, string Email, string? BodyName);

/// <param name="Receipt">Null when the page is opened later or elsewhere.</param>
public sealed record SignUpSentPage(PublicWebinar Webinar, SignUpReceipt? Receipt);
