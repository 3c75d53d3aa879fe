using System.Security.Cryptography;
using Coopera.Domain.PublicBodies;

namespace Coopera.Domain.Coordination;

/// <summary>
/// One body joins the Coordinamento dei Comuni della rete SAI. Bozza → inviata → in verifica → (integrazioni richieste) → accolta;
/// or respinta, or ritirata. Every change is a verb and leaves a line in the diary.
/// </summary>
public sealed partial class Adhesion
{
    public const int DocumentCodeLength = 12;
    public const int ProtocolNumberMaxLength = 20;
    public const int ProtocolNumberMinDigits = 7;

    // Crockford's: nobody reads an O for a 0 over the telephone.
    private const string CodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly List<AdhesionEvent> _events = [];
    private readonly List<SignedCopy> _signedCopies = [];

    private Adhesion()
    {
    }

    private Adhesion(PublicBody body, AdhesionStatus status, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        PublicBodyCode = body.Code;
        Status = status;
        CreatedAt = now;
        LastMovedAt = now;
        DocumentCode = NewDocumentCode();
        Index(body);
    }

    public Guid Id { get; private set; }

    public string PublicBodyCode { get; private set; } = "";

    /// <summary>
    /// The body's code from the moment a signed scheda is in, on line or on paper, until the adhesion is over; else null. Its unique index
    /// keeps one such adhesion a body; drafts beside it reserve nothing.
    /// </summary>
    public string? ActiveKey { get; private set; }

    public AdhesionStatus Status { get; private set; }

    /// <summary>Printed on the scheda, so that the paper finds its way back: <c>K7P2-9XQ4-M3</c>.</summary>
    public string DocumentCode { get; private set; } = "";

    public EmailAddress Email { get; private set; } = EmailAddress.None;

    public EmailAddress Pec { get; private set; } = EmailAddress.None;

    public LegalRepresentative LegalRepresentative { get; private set; } = LegalRepresentative.Unknown;

    public ContactPerson PoliticalContact { get; private set; } = ContactPerson.Unknown;

    public ContactPerson TechnicalContact { get; private set; } = ContactPerson.Unknown;

    public SaiNetwork Network { get; private set; } = SaiNetwork.Unknown;

    public AdhesionAct Act { get; private set; } = AdhesionAct.Unknown;

    public string PrivacyNoticeVersion { get; private set; } = "";

    public DateTimeOffset? PrivacyNoticeReadAt { get; private set; }

    /// <summary>When somebody went on from the link that was mailed, or the secretariat vouched for it; null: an address that anybody may
    /// have written.</summary>
    public DateTimeOffset? ProvenAt { get; private set; }

    /// <summary><see cref="Coordination.ReceiptNumber"/>; null until the first signed copy.</summary>
    public string? ReceiptNumber { get; private set; }

    public string? ProtocolNumber { get; private set; }

    public DateOnly? ProtocolDate { get; private set; }

    public int? ProtocolYear { get; private set; }

    /// <summary>As the body registered what it sent.</summary>
    public BodyProtocol BodyProtocol { get; private set; } = BodyProtocol.Unknown;

    public ReviewChecks Checks { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset LastMovedAt { get; private set; }

    public int RemindersSent { get; private set; }

    public DateOnly? MemberSince { get; private set; }

    public string SearchText { get; private set; } = "";

    public int LinkVersion { get; private set; }

    /// <summary>Moved under the row's lock by whoever changes it.</summary>
    public long Revision { get; private set; }

    public IReadOnlyList<AdhesionEvent> Events => _events;

    public IReadOnlyList<SignedCopy> SignedCopies => _signedCopies;

    public bool CanBeEdited => Status is AdhesionStatus.Draft or AdhesionStatus.ChangesRequested;

    public bool IsWithSecretariat => Status is AdhesionStatus.Submitted or AdhesionStatus.InReview;

    public bool IsOver => Status is AdhesionStatus.Accepted or AdhesionStatus.Refused or AdhesionStatus.Withdrawn;

    public bool IsProven => ProvenAt is not null;

    /// <summary>The first part that still lacks something; null when the scheda can be printed and signed.</summary>
    public AdhesionPart? NextPart => MissingParts is [var first, ..] ? first : null;

    public IReadOnlyList<AdhesionPart> MissingParts =>
    [
        .. Pec.IsGiven ? [] : new[] { AdhesionPart.Body },
        .. LegalRepresentative.IsComplete && TechnicalContact.IsComplete ? [] : new[] { AdhesionPart.People },
        .. Network.IsComplete && Act.IsComplete ? [] : new[] { AdhesionPart.NetworkAndAct },
    ];

    public static Adhesion Start(PublicBody body, EmailAddress email, EmailAddress pec, string privacyNoticeVersion, DateTimeOffset now)
    {
        var adhesion = new Adhesion(body, AdhesionStatus.Draft, now)
        {
            Email = email,
            Pec = pec,
            PrivacyNoticeVersion = privacyNoticeVersion,
            PrivacyNoticeReadAt = now,
        };
        adhesion.Note(AdhesionEventKind.Started, Actor.Body, null, now);
        return adhesion;
    }

    public static Adhesion Record(PublicBody body, EmailAddress email, EmailAddress pec, Actor staff, string how, DateTimeOffset now)
    {
        var adhesion = new Adhesion(body, AdhesionStatus.Draft, now)
        {
            ActiveKey = body.Code, // their paper is in
            Email = email,
            Pec = pec,
            ProvenAt = now,
        };
        adhesion.Note(AdhesionEventKind.Recorded, staff, how, now);
        return adhesion;
    }

    public static Adhesion OnRecord(PublicBody body, DateOnly memberSince, DateTimeOffset now)
    {
        var adhesion = new Adhesion(body, AdhesionStatus.Accepted, now)
        {
            ActiveKey = body.Code,
            MemberSince = memberSince,
            ProvenAt = now,
        };
        adhesion.Note(AdhesionEventKind.Accepted, Actor.Site, "Adesione resa nota dal comunicato stampa del 25 gennaio 2022.", now);
        return adhesion;
    }

    /// <summary>Somebody went on from the mailed link: the mailbox is theirs. Once; what is proven stays so.</summary>
    public void Prove(DateTimeOffset now)
    {
        if (!IsProven)
        {
            (ProvenAt, LastMovedAt) = (now, now);
            Note(AdhesionEventKind.Proven, Actor.Body, null, now);
        }
    }

    public void ChangeBody(PublicBody body, EmailAddress email, EmailAddress pec, Actor actor, DateTimeOffset now)
    {
        Edit(actor, now, nameof(ChangeBody));
        if (body.Code != PublicBodyCode && Status != AdhesionStatus.Draft)
        {
            throw new AdhesionStateException(Status, nameof(ChangeBody));
        }

        // Whoever holds the link has proved that mailbox and no other: another one would be written to unasked.
        if (!actor.IsStaff && IsProven && email != Email)
        {
            throw new AdhesionStateException(Status, nameof(ChangeBody));
        }

        PublicBodyCode = body.Code;
        ActiveKey = ActiveKey is null ? null : body.Code;
        Email = email;
        Pec = pec;
        Index(body);
    }

    public void TellPeople(
        PublicBody body, LegalRepresentative representative, ContactPerson political,
        ContactPerson technical, Actor actor, DateTimeOffset now)
    {
        Edit(actor, now, nameof(TellPeople));
        (LegalRepresentative, PoliticalContact, TechnicalContact) = (representative.Cut(), political.Cut(), technical.Cut());
        Index(body);
    }

    public void TellNetworkAndAct(SaiNetwork network, AdhesionAct act, Actor actor, DateTimeOffset now)
    {
        Edit(actor, now, nameof(TellNetworkAndAct));
        (Network, Act) = (network, act);
    }

    private static string NewDocumentCode()
    {
        var letters = RandomNumberGenerator.GetString(CodeAlphabet, DocumentCodeLength - 2);
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..]}";
    }

    private void Edit(Actor actor, DateTimeOffset now, string verb)
    {
        Require(verb, AdhesionStatus.Draft, AdhesionStatus.ChangesRequested);
        LastMovedAt = now;
        RemindersSent = 0;
        if (actor.IsStaff)
        {
            Note(AdhesionEventKind.Edited, actor, null, now);
        }
    }

    private void Index(PublicBody body)
    {
        ForgottenAt = null;
        SearchText = Text.Fold(
            $"{body.FullName} {LegalRepresentative.FullName} {TechnicalContact.FullName} {PoliticalContact.FullName} {DocumentCode} "
            + $"{ReceiptNumber} {ProtocolNumber}");
    }

    private void Require(string verb, params ReadOnlySpan<AdhesionStatus> allowed)
    {
        if (!allowed.Contains(Status))
        {
            throw new AdhesionStateException(Status, verb);
        }
    }

    private void Move(AdhesionStatus status, AdhesionEventKind kind, Actor actor, string? note, DateTimeOffset now)
    {
        Status = status;
        LastMovedAt = now;
        Note(kind, actor, note, now);
    }

    private void Note(AdhesionEventKind kind, Actor actor, string? note, DateTimeOffset now)
    {
        ForgottenAt = null;
        _events.Add(new AdhesionEvent(kind, actor, note, now));
    }
}
