using Coopera.Domain.Words;

namespace Coopera.Domain.Coordination;

public enum LegalOffice
{
    Mayor,
    President,
    Commissioner,
    DeputyMayor,
    DeputyPresident,
}

public enum SaiProject
{
    Yes,
    No,
    InPreparation,
}

[Flags]
public enum SaiKinds
{
    None = 0,

    Ordinary = 1,

    UnaccompaniedMinors = 2,

    MentalDistressAndDisability = 4,
}

public enum ActKind
{
    Resolution,

    Determination,

    Decree,

    ToBeAdopted,
}

public sealed record LegalRepresentative(string FirstName, string LastName, LegalOffice? Office)
{
    public static readonly LegalRepresentative Unknown = new("", "", null);

    /// <summary>Said by the person: the last name is not missing, there is none.</summary>
    public bool HasNoLastName { get; init; }

    public bool IsComplete => FirstName.Length > 0 && (LastName.Length > 0 || HasNoLastName) && Office is not null;

    public string FullName => $"{FirstName} {LastName}".Trim();

    /// <summary>Forms measure what was typed; composing rare characters can make it longer than a column.</summary>
    public LegalRepresentative Cut() => this with
    {
        FirstName = Text.Cut(FirstName, PersonName.MaxLength),
        LastName = Text.Cut(LastName, PersonName.MaxLength),
    };
}

public sealed record ContactPerson(string FirstName, string LastName, string Role, string Unit, string Phone, EmailAddress Email)
{
    public const int NameMaxLength = PersonName.MaxLength;
    public const int RoleMaxLength = Designation.RoleMaxLength;
    public const int PhoneMaxLength = PhoneNumber.MaxLength;

    public static readonly ContactPerson Unknown = new("", "", "", "", "", EmailAddress.None);

    public bool IsGiven => FirstName.Length > 0 || LastName.Length > 0;

    /// <inheritdoc cref="LegalRepresentative.HasNoLastName"/>
    public bool HasNoLastName { get; init; }

    public bool IsComplete => FirstName.Length > 0 && (LastName.Length > 0 || HasNoLastName) && Email.IsGiven;

    public string FullName => $"{FirstName} {LastName}".Trim();

    /// <inheritdoc cref="LegalRepresentative.Cut"/>
    public ContactPerson Cut() => this with
    {
        FirstName = Text.Cut(FirstName, NameMaxLength),
        LastName = Text.Cut(LastName, NameMaxLength),
        Role = Text.Cut(Role, RoleMaxLength),
        Unit = Text.Cut(Unit, RoleMaxLength),
    };
}

/// <param name="Places">Financed places; null: not told.</param>
public sealed record SaiNetwork(SaiProject? Project, SaiKinds Kinds, int? Places)
{
    public const int MostPlaces = 5000;

    public static readonly SaiNetwork Unknown = new(null, SaiKinds.None, null);

    public bool IsComplete => Project is not null;
}

public sealed record AdhesionAct(ActKind? Kind, string Number, DateOnly? Date)
{
    public const int NumberMaxLength = 40;

    public static readonly AdhesionAct Unknown = new(null, "", null);

    public bool IsAdopted => Kind is not null and not ActKind.ToBeAdopted;

    public bool IsComplete => Kind == ActKind.ToBeAdopted || (IsAdopted && Number.Length > 0 && Date is not null);
}

public sealed record AdhesionData(
    EmailAddress Pec, LegalRepresentative LegalRepresentative, ContactPerson PoliticalContact,
    ContactPerson TechnicalContact, SaiNetwork Network, AdhesionAct Act);

public enum AdhesionPart
{
    Body,
    People,
    NetworkAndAct,
}
