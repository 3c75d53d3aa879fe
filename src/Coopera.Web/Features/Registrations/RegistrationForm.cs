using System.ComponentModel.DataAnnotations;
using Coopera.Domain.Registrations;
using Coopera.Web.Features.PublicBodies;

namespace Coopera.Web.Features.Registrations;

/// <summary>What a person tells about themselves, as typed: the sign-up form and the personal page share it.</summary>
public abstract class PersonForm
{
    /// <summary>In <see cref="PublicBodyCode"/>: "none of those; my body is the one I wrote".</summary>
    public const string NotInRegister = "altro";

    [Display(Name = "Nome")]
    public string? FirstName { get; set; }

    [Display(Name = "Cognome")]
    public string? LastName { get; set; }

    [Display(Name = "Email")]
    public string? Email { get; set; }

    [Display(Name = "Partecipo come")]
    public ParticipantKind? ParticipantKind { get; set; }

    public string? PublicBodyCode { get; set; }

    [Display(Name = "Ente o organizzazione")]
    public string? OtherBody { get; set; }

    [Display(Name = "Ruolo")]
    public string? Role { get; set; }

    [Display(Name = "Telefono")]
    public string? Phone { get; set; }

    /// <summary>Set by the server: the webinar's own choice.</summary>
    internal bool AsksPhone { get; set; }

    /// <summary>Set by the server: the bodies to choose from when the written name leaves a doubt.</summary>
    internal IReadOnlyList<PublicBodyEntry> BodyMatches { get; set; } = [];
}

/// <summary>The sign-up form.</summary>
public sealed class RegistrationForm : PersonForm
{
    [Display(Name = "Ho letto e compreso l’informativa sulla privacy")]
    public bool PrivacyNoticeRead { get; set; }

    [Display(Name = "Desidero ricevere per email gli inviti ai prossimi webinar")]
    public bool FutureInvitations { get; set; }

    /// <summary>Hidden from people; a bot fills it in.</summary>
    public string? Website { get; set; }

    public string? Stamp { get; set; }
}
