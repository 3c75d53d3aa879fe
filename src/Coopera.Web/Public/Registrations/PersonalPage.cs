using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Public.Webinars;

namespace Coopera.Web.Public.Registrations;

/// <param name="Waiting">Null for who has a place.</param>
public sealed record PersonalPage(
    string Token,
    PublicWebinar Webinar,
    WebinarPhase Phase,
    Registration Registration,
    string? BodyName,
    WaitingPlace? Waiting,
    ChangeForm Form)
{
    public IReadOnlyList<PublicMaterial> Materials { get; init; } = [];

    /// <summary>To the extra questions, in the order of the form, also to those no longer asked.</summary>
    public IReadOnlyList<AnswerText> Answers { get; init; } = [];

    /// <summary>Answers that the form does not show: their questions are no longer asked.</summary>
    public IEnumerable<AnswerText> OldAnswers => Answers.Where(answer => Form.Questions.Find(answer.Version.Key) is null);

    public bool CancelledByStaff { get; init; }

    /// <summary>The cancellation, while it can be taken back.</summary>
    public RecentCancellation? Recent { get; init; }

    public bool CanTakeBack => Recent is not null && !CancelledByStaff && IsAhead;

    /// <summary>The address does, by whichever of its registrations.</summary>
    public bool WantsInvitations { get; init; }

    /// <summary>Why what they asked for was not done.</summary>
    public string? Refused { get; init; }

    /// <summary>Mails to their address come back: they read it here, since nothing reaches them by mail.</summary>
    public bool AddressRests { get; init; }

    public bool HasJustSaved { get; init; }

    public PersonalDeed? JustDone { get; init; }

    /// <summary>Of having attended, also one that was revoked.</summary>
    public bool HasCertificate { get; init; }

    public bool HasPlace => Registration.Status == RegistrationStatus.Confirmed;

    public bool CanChange => Registration.IsActive && IsAhead;

    private bool IsAhead => Phase is not (WebinarPhase.Concluded or WebinarPhase.Cancelled);
}

public sealed class ChangeForm : PersonForm
{
    public static ChangeForm Of(Registration registration) => new()
    {
        FirstName = registration.FirstName,
        LastName = registration.LastName,
        NoLastName = registration.LastName.Length == 0,
        Email = registration.Email.Display,
        ParticipantKind = registration.ParticipantKind,
        PublicBodyCode = registration.PublicBodyCode,
        OtherBody = registration.OtherBody,
        Role = registration.Role,
        Phone = registration.Phone,
    };
}

public sealed class ChangeFormValidator : PersonFormValidator<ChangeForm>;

public sealed record ChangesSaved;

public sealed record AddressChange(string NewAddress);

public enum PersonalDeed
{
    Restored,

    InvitationsChosen,
}

public sealed record PersonalReceipt(PersonalDeed Deed);
