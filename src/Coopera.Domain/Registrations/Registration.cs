using Coopera.Domain.Mail;
using Coopera.Domain.Words;

namespace Coopera.Domain.Registrations;

public enum RegistrationStatus
{
    Confirmed,
    Waiting,

    /// <summary>Accepted for an hour, until a link in a mail is opened; nothing counts it meanwhile, and then it is gone.</summary>
    Unconfirmed,

    Cancelled,
}

public enum ParticipantKind
{
    Staff,

    Partner,

    Citizen,
}

public sealed partial class Registration
{
    public const int NameMaxLength = PersonName.MaxLength;
    public const int OtherBodyMaxLength = Designation.BodyMaxLength;
    public const int RoleMaxLength = Designation.RoleMaxLength;
    public const int PhoneMaxLength = PhoneNumber.MaxLength;
    public const int ReasonMaxLength = 500;

    public const int SearchTextMaxLength = 600;
    public const int SortMaxLength = 200;

    /// <summary>So many other spellings of one mailbox (plus tags, dots) may sign up to a webinar without a confirmation.</summary>
    public const int MostSpellings = 3;

    /// <summary>After so long a sign-up that was to be confirmed, and was not, has lapsed.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromHours(1);

    private Registration()
    {
    }

    private Registration(
        int webinarId, long number, RegistrationStatus status, Participant participant, DateTimeOffset now, bool sharesMailbox = false)
    {
        Id = Guid.CreateVersion7(now);
        WebinarId = webinarId;
        Number = number;
        Status = status;
        CreatedAt = now;
        Apply(participant, sharesMailbox);
    }

    public Guid Id { get; private set; }

    public int WebinarId { get; private set; }

    public long Number { get; private set; }

    public RegistrationStatus Status { get; private set; }

    public string FirstName { get; private set; } = "";

    public string LastName { get; private set; } = "";

    public EmailAddress Email { get; private set; } = EmailAddress.None;

    public string EmailKey { get; private set; } = "";

    /// <summary>The address key while the registration is active, or the person's own one beside another who has that; else null: unique
    /// per webinar.</summary>
    public string? ActiveKey { get; private set; }

    /// <summary>The mailbox that the address leads to by another spelling; null when it is the plain one.</summary>
    public string? OtherSpellingOf { get; private set; }

    public ParticipantKind ParticipantKind { get; private set; }

    public string? PublicBodyCode { get; private set; }

    public string? OtherBody { get; private set; }

    public string? Role { get; private set; }

    public string? Phone { get; private set; }

    public string SearchText { get; private set; } = "";

    public string SortName { get; private set; } = "";

    public string SortBody { get; private set; } = "";

    public string PrivacyNoticeVersion { get; private set; } = "";

    public DateTimeOffset PrivacyNoticeReadAt { get; private set; }

    public bool FutureInvitations { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? ChangedAt { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public string? CancellationReason { get; private set; }

    public int CalendarSequence { get; private set; }

    public int LinkVersion { get; private set; }

    public int Revision { get; private set; }

    public bool IsActive => Status != RegistrationStatus.Cancelled;

    /// <summary>With a place or on the waiting list.</summary>
    public bool IsAccepted => Status is RegistrationStatus.Confirmed or RegistrationStatus.Waiting;

    public DateTimeOffset ConfirmBy => CreatedAt + ConfirmWithin;

    public string FullName => IsForgotten ? ForgottenName : $"{FirstName} {LastName}".TrimEnd();

    /// <summary>A new registration: confirmed when a place is free, else on the waiting list.</summary>
    /// <param name="number">The webinar's revision under its lock.</param>
    /// <param name="placesLeft">Null: no limit.</param>
    /// <param name="mustConfirm">Neither, until a link in a mail was opened.</param>
    /// <param name="sharesMailbox">Somebody else is signed up with the address.</param>
    public static Registration SignUp(
        int webinarId, long number, int? placesLeft, Participant participant,
        PrivacyNoticeReading notice, DateTimeOffset now, bool mustConfirm = false, bool sharesMailbox = false) =>
        new(webinarId, number, mustConfirm ? RegistrationStatus.Unconfirmed : Accepted(placesLeft), participant, now, sharesMailbox)
        {
            PrivacyNoticeVersion = notice.Version,
            PrivacyNoticeReadAt = notice.ReadAt,
            FutureInvitations = notice.FutureInvitations,
        };

    public static string? MailboxSpelledAnotherWay(EmailAddress address) =>
        Mailbox.KeyOf(address) is var mailbox && mailbox != address.Key ? mailbox : null;

    /// <summary>Confirmed from the mail: who confirms comes after those who are there. False when it is too late, or there is nothing to
    /// confirm.</summary>
    public bool Confirm(long number, int? placesLeft, DateTimeOffset now)
    {
        if (Status != RegistrationStatus.Unconfirmed || now >= ConfirmBy)
        {
            return false;
        }

        Number = number;
        Status = Accepted(placesLeft);
        Touch(now);
        return true;
    }

    /// <summary>It holds this already: the form was sent twice. Answers are looked at elsewhere.</summary>
    public bool Says(Participant participant, bool futureInvitations)
    {
        var other = new Registration(WebinarId, Number, Status, participant, CreatedAt);
        return FutureInvitations == futureInvitations && EmailKey == other.EmailKey
            && (FirstName, LastName, ParticipantKind, PublicBodyCode, OtherBody, Role, Phone)
                == (other.FirstName, other.LastName, other.ParticipantKind, other.PublicBodyCode, other.OtherBody, other.Role, other.Phone);
    }

    /// <summary>
    /// Who has just signed up puts right what they wrote, in the form itself. True when the address is another one, and old links no longer
    /// work.
    /// </summary>
    public bool Correct(Participant participant, PrivacyNoticeReading notice, DateTimeOffset now, bool sharesMailbox = false)
    {
        FutureInvitations = notice.FutureInvitations;
        return Change(participant, now, sharesMailbox);
    }

    /// <summary>The person corrects their own data. True when the address is another one, and old links no longer work.</summary>
    public bool Change(Participant participant, DateTimeOffset now, bool sharesMailbox = false)
    {
        var otherAddress = participant.Email.Key != EmailKey;
        if (otherAddress)
        {
            VoidLinks();

            // One for the calendar of the old mailbox, which loses the event, and a higher one for the new: perhaps it is one calendar.
            CalendarSequence += 2;
        }

        Apply(participant, sharesMailbox);
        Touch(now);
        return otherAddress;
    }

    /// <summary>
    /// Somebody else takes part in the place of the person: the links sent before are void, and the choice about future invitations is the
    /// new person's own. False when it was cancelled before: nothing happens then.
    /// </summary>
    public bool Substitute(Participant participant, PrivacyNoticeReading notice, DateTimeOffset now, bool sharesMailbox = false)
    {
        if (!IsActive)
        {
            return false;
        }

        VoidLinks();
        CalendarSequence++;
        PrivacyNoticeVersion = notice.Version;
        PrivacyNoticeReadAt = notice.ReadAt;
        FutureInvitations = notice.FutureInvitations;
        Apply(participant, sharesMailbox);
        Touch(now);
        return true;
    }

    public bool Cancel(string? reason, DateTimeOffset now)
    {
        if (!IsActive)
        {
            return false;
        }

        Status = RegistrationStatus.Cancelled;
        ActiveKey = null;
        CancelledAt = now;
        CancellationReason = Text.CleanParagraph(reason) is { Length: > 0 } text ? Text.Cut(text, ReasonMaxLength) : null;
        CalendarSequence++;
        Revision++;
        return true;
    }

    /// <summary>The cancellation is taken back: it is again what it was, with its number. False when it is active.</summary>
    public bool Restore(RegistrationStatus was, DateTimeOffset now, bool sharesMailbox = false)
    {
        if (IsActive)
        {
            return false;
        }

        Status = was;
        ActiveKey = ActiveKeyOf(sharesMailbox);
        (CancelledAt, CancellationReason) = (null, null);
        Touch(now);
        return true;
    }

    /// <summary>Nothing else changes, and nobody who looks at the registration is overtaken. False when it was so.</summary>
    public bool ChooseInvitations(bool wanted)
    {
        var changed = FutureInvitations != wanted;
        FutureInvitations = wanted;
        return changed;
    }

    public void VoidLinks() => LinkVersion++;

    public void Promote(DateTimeOffset now)
    {
        if (Status != RegistrationStatus.Waiting)
        {
            throw new InvalidOperationException("Only someone on the waiting list can be given a place.");
        }

        Status = RegistrationStatus.Confirmed;
        CalendarSequence++;
        Touch(now);
    }

    private static RegistrationStatus Accepted(int? placesLeft) =>
        placesLeft is null or > 0 ? RegistrationStatus.Confirmed : RegistrationStatus.Waiting;

    private void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Revision++;
    }

    private void Apply(Participant participant, bool sharesMailbox)
    {
        // Forms measure what was typed; composing and folding rare characters can make it longer than a column.
        FirstName = Text.Cut(participant.FirstName, NameMaxLength);
        LastName = Text.Cut(participant.LastName, NameMaxLength);
        Email = participant.Email;
        EmailKey = participant.Email.Key;
        ActiveKey = ActiveKeyOf(sharesMailbox);
        OtherSpellingOf = MailboxSpelledAnotherWay(participant.Email);
        ParticipantKind = participant.Kind;
        PublicBodyCode = participant.PublicBodyCode;
        OtherBody = participant.OtherBody is { } body ? Text.Cut(body, OtherBodyMaxLength) : null;
        Role = participant.Role is { } role ? Text.Cut(role, RoleMaxLength) : null;
        Phone = participant.Phone;
        SearchText = Text.Cut(Text.Fold($"{FullName} {Email} {participant.BodyName}"), SearchTextMaxLength).TrimEnd();
        SortName = Text.Cut(Text.Fold($"{LastName} {FirstName}"), SortMaxLength).TrimEnd();
        SortBody = Text.Cut(Text.Fold(participant.BodyName), SortMaxLength).TrimEnd();
    }
}
