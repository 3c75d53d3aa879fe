using Coopera.Domain.PublicBodies;
using Coopera.Domain.Words;

namespace Coopera.Domain.Coordination;

public sealed class SchedaRequest
{
    public const int OtherBodyMaxLength = Designation.BodyMaxLength;

    /// <summary>Within this time a mail is not sent again to the same address: nobody can flood somebody else's mailbox.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int DaysToBegin = 7;

    private SchedaRequest()
    {
    }

    /// <param name="body">From the register; null when the person names none, or one that is not there.</param>
    /// <param name="otherBody">A body outside the register, as the person wrote it.</param>
    public SchedaRequest(
        EmailAddress email, PublicBody? body, string? otherBody, string privacyNoticeVersion, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        Email = email;
        EmailKey = email.Key;
        PublicBodyCode = body?.Code;
        OtherBody = body is null && otherBody is not null ? Text.Cut(otherBody, OtherBodyMaxLength) : null;
        SearchText = Text.Fold($"{Email} {body?.FullName ?? OtherBody}");
        PrivacyNoticeVersion = privacyNoticeVersion;
        SubmissionId = Id;
        RequestedAt = now;
    }

    /// <summary>They wrote to the mailbox, where nobody shows them the notice first.</summary>
    public static SchedaRequest ByMail(EmailAddress email, DateTimeOffset now) => new(email, null, null, "", now);

    public Guid Id { get; private set; }

    public EmailAddress Email { get; private set; } = EmailAddress.None;

    public string EmailKey { get; private set; } = "";

    public string? PublicBodyCode { get; private set; }

    public string? OtherBody { get; private set; }

    public string SearchText { get; private set; } = "";

    public string PrivacyNoticeVersion { get; private set; } = "";

    /// <summary>Of rows from before forms were told apart by their content: which rendering it came from. Unique.</summary>
    public Guid SubmissionId { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>Its day has come: that it was asked for, and for which body, stays.</summary>
    public void Forget() => (Email, EmailKey, OtherBody, SearchText) = (EmailAddress.None, "", null, "");

    /// <summary>What was asked for by that day, and led to nothing, is without a follow-up; a body takes its days to begin.</summary>
    public static DateOnly LastDayWithoutFollowUp(DateOnly today) => today.AddDays(-DaysToBegin);
}
