using System.Security.Cryptography;
using System.Text;
using Coopera.Domain.Registrations;

namespace Coopera.Domain.Certificates;

public enum CertificateState
{
    Valid,
    Superseded,
    Revoked,
}

/// <summary>
/// Says that somebody attended a webinar. Its facts never change: another name, or other hours, make another certificate that takes its
/// place. Issued it has a number at once; the paper is made after that, and kept as it was made.
/// </summary>
public sealed class Certificate
{
    public const int ReasonMaxLength = 500;
    public const int SealedByMaxLength = 300;
    public const int SearchTextMaxLength = 400;

    private Certificate()
    {
    }

    public Certificate(
        Registration registration, int year, int number, CertificateFacts facts, string issuedBy, DateTimeOffset now,
        Certificate? replaced = null)
    {
        Id = Guid.CreateVersion7(now);
        (WebinarId, RegistrationId) = (registration.WebinarId, registration.Id);
        (Year, Number, Code, Facts) = (year, number, CertificateCode.New(), facts);
        (IssuedBy, IssuedAt, SupersedesId) = (issuedBy, now, replaced?.Id);
        (FirstName, LastName, SortName) = (registration.FirstName, registration.LastName, registration.SortName);
        SearchText = Domain.Text.Cut(Domain.Text.Fold($"{facts.Person} {FullNumber} {facts.Body}"), SearchTextMaxLength).TrimEnd();
        ActiveKey = registration.Id.ToString("N");
        MoveTo(registration.Email);
    }

    public Guid Id { get; private set; }

    public int WebinarId { get; private set; }

    /// <summary>Of a registration that may be gone: the certificate stays.</summary>
    public Guid RegistrationId { get; private set; }

    public int Year { get; private set; }

    public int Number { get; private set; }

    public string FullNumber => CertificateNumber.Format(Year, Number);

    public string Code { get; private set; } = "";

    public CertificateFacts Facts { get; private set; } = null!;

    /// <summary>As the registration had it: when it has another, the certificate says no longer who it is of.</summary>
    public string FirstName { get; private set; } = "";

    /// <inheritdoc cref="FirstName"/>
    public string LastName { get; private set; } = "";

    public string SortName { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    /// <summary>Where it was sent; on no page.</summary>
    public EmailAddress Email { get; private set; } = EmailAddress.None;

    public string EmailKey { get; private set; } = "";

    /// <summary>What a link to all of a mailbox carries instead of the address.</summary>
    public Guid MailboxMark { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    public string IssuedBy { get; private set; } = "";

    public CertificateState State { get; private set; }

    /// <summary>Since when it is not valid; null while it is.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it was revoked.</summary>
    public string? Reason { get; private set; }

    public Guid? SupersedesId { get; private set; }

    public Guid? SupersededById { get; private set; }

    /// <summary>The registration while it is valid, else null: unique, so that nobody has two for one webinar.</summary>
    public string? ActiveKey { get; private set; }

    /// <summary>The paper as it was made; null until then.</summary>
    public string? StoreKey { get; private set; }

    /// <summary>Of the paper, in hexadecimal, lower case. It stays when the paper is gone.</summary>
    public string? Sha256 { get; private set; }

    public long Length { get; private set; }

    /// <summary>When the paper was made.</summary>
    public DateTimeOffset? MadeAt { get; private set; }

    /// <summary>Whose electronic seal is on it; null for none.</summary>
    public string? SealedBy { get; private set; }

    /// <summary>An authority has told when it was sealed.</summary>
    public bool IsTimestamped { get; private set; }

    public int Version { get; private set; }

    public bool IsValid => State == CertificateState.Valid;

    public string FullName => $"{FirstName} {LastName}".TrimEnd();

    public static Guid MarkOf(string emailKey) => new(SHA256.HashData(Encoding.UTF8.GetBytes(emailKey)).AsSpan(0, 16));

    public void MoveTo(EmailAddress email) => (Email, EmailKey, MailboxMark) = (email, email.Key, MarkOf(email.Key));

    /// <summary>Null where nobody sealed it.</summary>
    public void Make(StoredFile paper, string? sealedBy, bool isTimestamped, DateTimeOffset now)
    {
        (StoreKey, Sha256, Length) = (paper.Key, paper.Sha256, paper.Length);
        (SealedBy, IsTimestamped, MadeAt) = (sealedBy is null ? null : Domain.Text.Cut(sealedBy, SealedByMaxLength), isTimestamped, now);
        Version++;
    }

    /// <summary>Its key is free for the one that takes its place: saved before that is added.</summary>
    public void End(CertificateState how, string? reason, DateTimeOffset now)
    {
        if (!IsValid || how == CertificateState.Valid)
        {
            throw new InvalidOperationException("Only a valid certificate ends.");
        }

        (State, EndedAt, Reason, ActiveKey) = (how, now, reason is null ? null : Domain.Text.Cut(reason, ReasonMaxLength), null);
        Version++;
    }

    /// <summary>Its day has come: who it was of goes, and the paper with it. What else it says stays, and is counted.</summary>
    public void Forget()
    {
        (FirstName, LastName, SortName, SearchText, IssuedBy) = ("", "", "", "", "");
        (Email, EmailKey, MailboxMark) = (EmailAddress.None, "", Guid.Empty);
        (Reason, StoreKey) = (null, null);
        Facts = Facts with { Person = Registration.ForgottenName, Body = null };
        Version++;
    }

    public void IsReplacedBy(Certificate other) => SupersededById = other.Id;
}
