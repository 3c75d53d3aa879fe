using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.Press;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.OwnData;

/// <summary>Tables that name people, or hang on rows that do, and are not told by a mailed link: each with its reason.</summary>
public static class NotInOwnData
{
    private const string BehindTheSignIn =
        "Of the staff's account: shown on its own page, behind password and second step. A mailbox alone must not open it.";

    public static readonly IReadOnlyDictionary<Type, string> Reasons = new Dictionary<Type, string>
    {
        [typeof(StaffSession)] = BehindTheSignIn,
        [typeof(SecurityEvent)] = BehindTheSignIn,
        [typeof(SavedFilter)] = BehindTheSignIn,
        [typeof(IdentityUserClaim<string>)] = BehindTheSignIn,
        [typeof(IdentityUserLogin<string>)] = BehindTheSignIn,
        [typeof(IdentityUserToken<string>)] = BehindTheSignIn,
        [typeof(IdentityUserPasskey<string>)] = BehindTheSignIn,
        [typeof(SignInCount)] = "Hashes of what was typed as a name, whoever's it is: nobody can be found in them, and they are gone within a day.",
        [typeof(RegistrationImport)] =
            "Names the member of the staff who imported; what it says of a person stands with their registration (ImportedRegistration).",
        [typeof(PresenceImport)] = "Names the member of the staff who imported; what it says of a person are their presences (PresenceInterval).",
        [typeof(IpaImport)] = "Names the member of the staff who imported the public index of public administrations.",
        [typeof(CodeWord)] = "Names the member of the staff who said the word; who heard it has a presence of their own.",
        [typeof(FormerPec)] = "Former mailboxes of a public body, from the public index of public administrations: no person's.",
        [typeof(PublicBody)] = "The mailbox of a public body, from the public index of public administrations: no person's.",
        [typeof(MailboxState)] = "The site's own mailbox, and how reading it went.",
        [typeof(MailLane)] = "The site's own sending account, and how sending went.",
        [typeof(RefusedMails)] = "Counts a day, without addresses.",
    };
}
