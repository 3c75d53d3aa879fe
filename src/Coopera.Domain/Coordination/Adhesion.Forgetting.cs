using Coopera.Domain.PublicBodies;

namespace Coopera.Domain.Coordination;

/// <summary>Its people go on their day, and so do its papers; that the body joined, or did not, stays.</summary>
public sealed partial class Adhesion
{
    /// <summary>Null again when something is written down in it: its time begins anew.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>One that the body never finished is over with that.</summary>
    public void Forget(PublicBody body, DateTimeOffset now)
    {
        if (CanBeEdited)
        {
            Withdraw(null, Actor.Site, now);
        }

        (Email, Pec) = (EmailAddress.None, EmailAddress.None);
        LegalRepresentative = LegalRepresentative.Unknown with { Office = LegalRepresentative.Office };
        (PoliticalContact, TechnicalContact) = (ContactPerson.Unknown, ContactPerson.Unknown);
        BodyProtocol = BodyProtocol with { Office = "" };
        Index(body);
        LinkVersion++;
        Revision++;
        ForgottenAt = now;
    }
}
