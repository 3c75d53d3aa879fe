using Coopera.Domain.PublicBodies;

namespace Coopera.Domain.Coordination;

/// <content>What the secretariat does with an adhesion.</content>
public sealed partial class Adhesion
{
    /// <summary>
    /// Staff put right what the body wrote, or add who to talk to in a body that has long belonged to the Coordinamento. How long the
    /// adhesion has waited does not change.
    /// </summary>
    /// <param name="changed">What they put right and why, in words, for the diary.</param>
    public void Correct(PublicBody body, AdhesionData data, string changed, Actor staff, DateTimeOffset now)
    {
        Require(
            nameof(Correct),
            AdhesionStatus.Draft, AdhesionStatus.Submitted, AdhesionStatus.InReview,
            AdhesionStatus.ChangesRequested, AdhesionStatus.Accepted);
        Pec = data.Pec;
        (LegalRepresentative, PoliticalContact, TechnicalContact) =
            (data.LegalRepresentative, data.PoliticalContact, data.TechnicalContact);
        (Network, Act) = (data.Network, data.Act);
        Index(body);
        Note(AdhesionEventKind.Edited, staff, changed, now);
    }

    public AdhesionData Data() => new(Pec, LegalRepresentative, PoliticalContact, TechnicalContact, Network, Act);

    public void StartReview(Actor staff, DateTimeOffset now)
    {
        Require(nameof(StartReview), AdhesionStatus.Submitted);
        Move(AdhesionStatus.InReview, AdhesionEventKind.ReviewStarted, staff, null, now);
    }

    /// <param name="request">What the body has to add or correct.</param>
    public void RequestChanges(string request, Actor staff, DateTimeOffset now)
    {
        Require(nameof(RequestChanges), AdhesionStatus.Submitted, AdhesionStatus.InReview);
        RemindersSent = 0;
        Move(AdhesionStatus.ChangesRequested, AdhesionEventKind.ChangesRequested, staff, request, now);
    }

    public void Check(ReviewChecks checks, Actor staff, DateTimeOffset now)
    {
        Require(nameof(Check), AdhesionStatus.Submitted, AdhesionStatus.InReview);
        if (Status == AdhesionStatus.Submitted)
        {
            StartReview(staff, now);
        }

        Checks = checks & ReviewChecks.All;
    }

    public void Accept(Actor staff, DateTimeOffset now)
    {
        Require(nameof(Accept), AdhesionStatus.Submitted, AdhesionStatus.InReview);
        MemberSince = RomeTime.Day(now);
        Move(AdhesionStatus.Accepted, AdhesionEventKind.Accepted, staff, null, now);
    }

    /// <param name="checks">What the secretariat has seen by then.</param>
    public void Accept(ReviewChecks checks, Actor staff, DateTimeOffset now)
    {
        Accept(staff, now);
        Checks = checks & ReviewChecks.All;
    }

    public void Refuse(string reason, Actor staff, DateTimeOffset now)
    {
        Require(nameof(Refuse), AdhesionStatus.Submitted, AdhesionStatus.InReview, AdhesionStatus.ChangesRequested);
        Move(AdhesionStatus.Refused, AdhesionEventKind.Refused, staff, reason, now);
        ActiveKey = null;
    }

    /// <summary>Digits only, at least seven of them (DPR 445/2000, art. 57).</summary>
    public static bool IsProtocolNumber(string number) =>
        number.Length is >= ProtocolNumberMinDigits and <= ProtocolNumberMaxLength && number.All(char.IsAsciiDigit);

    /// <param name="number">As <see cref="IsProtocolNumber"/> wants it.</param>
    public void SetProtocol(string number, DateOnly date, Actor staff, DateTimeOffset now)
    {
        if (!IsProtocolNumber(number))
        {
            throw new ArgumentException("Not a protocol number.", nameof(number));
        }

        (ProtocolNumber, ProtocolDate, ProtocolYear) = (number, date, date.Year);
        if (!SearchText.Contains(number, StringComparison.Ordinal))
        {
            SearchText = $"{SearchText} {number}";
        }

        Note(AdhesionEventKind.ProtocolSet, staff, $"n. {number} {RomeTime.Date("del", date)}", now);
    }

    /// <summary>
    /// The link sent before stops working; a new one goes to this address. Whoever gets it has the time, and the reminders, of a beginner.
    /// </summary>
    public void RenewLink(EmailAddress email, Actor staff, DateTimeOffset now)
    {
        Email = email;
        LinkVersion++;
        if (CanBeEdited)
        {
            (LastMovedAt, RemindersSent) = (now, 0);
        }

        Note(AdhesionEventKind.LinkRenewed, staff, null, now);
    }
}
