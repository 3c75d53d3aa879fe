using System.Linq.Expressions;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;

namespace Coopera.Core.Registrations.Lists;

public sealed record RegistrationRow(
    Guid Id,
    long Number,
    RegistrationStatus Status,
    string FirstName,
    string LastName,
    EmailAddress Email,
    ParticipantKind Kind,
    string? PublicBodyCode,
    string? OtherBody,
    string? Role,
    string? Phone,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ChangedAt,
    DateTimeOffset? CancelledAt,
    string? CancellationReason,
    string PrivacyNoticeVersion,
    bool FutureInvitations)
{
    /// <summary>As lists have it, the last name first; who has one name only is found by that.</summary>
    public string Name => Email.IsGiven ? $"{LastName} {FirstName}".TrimStart() : Registration.ForgottenName;

    /// <summary>Invitations are wanted by an address, and told as it wants them now.</summary>
    public static Expression<Func<Registration, RegistrationRow>> Of(CooperaDb db)
    {
        var wanting = db.WantingInvitations();
        return r => new RegistrationRow(
            r.Id, r.Number, r.Status, r.FirstName, r.LastName, r.Email, r.ParticipantKind, r.PublicBodyCode, r.OtherBody, r.Role, r.Phone,
            r.CreatedAt, r.ChangedAt, r.CancelledAt, r.CancellationReason, r.PrivacyNoticeVersion,
            r.FutureInvitations || wanting.Any(other => other.EmailKey == r.EmailKey));
    }
}
