using Coopera.Core.Documents.Signatures;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.Documents;

/// <summary>The fields of the scheda by their names, which never change: papers filled in years ago must still be read.</summary>
public static class AdhesionSchedaFields
{
    public const string DocumentCode = "codice_scheda";
    public const string BodyName = "ente_nome";
    public const string Province = "ente_provincia";
    public const string Pec = "ente_pec";
    public const string RepresentativeFirstName = "rappresentante_nome";
    public const string RepresentativeLastName = "rappresentante_cognome";
    public const string TechnicalFirstName = "tecnico_nome";
    public const string TechnicalLastName = "tecnico_cognome";
    public const string TechnicalRole = "tecnico_ruolo";
    public const string TechnicalUnit = "tecnico_ufficio";
    public const string TechnicalPhone = "tecnico_telefono";
    public const string TechnicalEmail = "tecnico_email";
    public const string PoliticalFirstName = "politico_nome";
    public const string PoliticalLastName = "politico_cognome";
    public const string PoliticalRole = "politico_incarico";
    public const string PoliticalPhone = "politico_telefono";
    public const string PoliticalEmail = "politico_email";
    public const string Places = "sai_posti";
    public const string ActNumber = "atto_numero";
    public const string ActDate = "atto_data";
    public const string Place = "luogo";
    public const string Date = "data";
    public const string Signature = "firma";

    public static readonly AdhesionSchedaChoice<PublicBodyKind> BodyKind = new("ente_tipo", "Tipo di ente",
        (PublicBodyKind.Municipality, "comune", "Comune"),
        (PublicBodyKind.FreeConsortium, "libero_consorzio", "Libero consorzio comunale"),
        (PublicBodyKind.MetropolitanCity, "citta_metropolitana", "Città metropolitana"));

    public static readonly AdhesionSchedaChoice<LegalOffice> Office = new("rappresentante_carica", "Carica",
        (LegalOffice.Mayor, "sindaco", "Sindaca o sindaco"),
        (LegalOffice.DeputyMayor, "vicesindaco", "Vicesindaca o vicesindaco"),
        (LegalOffice.President, "presidente", "Presidente"),
        (LegalOffice.DeputyPresident, "vicepresidente", "Vicepresidente"),
        (LegalOffice.Commissioner, "commissario", "Commissaria o commissario"));

    public static readonly AdhesionSchedaChoice<SaiProject> Project = new("sai_titolare", "L’ente è titolare di un progetto SAI?",
        (SaiProject.Yes, "si", "Sì"),
        (SaiProject.No, "no", "No"),
        (SaiProject.InPreparation, "in_preparazione", "In preparazione"));

    public static readonly AdhesionSchedaChoice<SaiKinds> Kinds = new("sai_tipo", "Tipi di progetto (anche più di uno)",
        (SaiKinds.Ordinary, "ordinari", "Ordinari"),
        (SaiKinds.UnaccompaniedMinors, "msna", "Minori stranieri non accompagnati (MSNA)"),
        (SaiKinds.MentalDistressAndDisability, "dmds", "Disagio mentale o disabilità (DM-DS)"));

    public static readonly AdhesionSchedaChoice<ActKind> Act = new("atto_tipo", "Atto",
        (ActKind.Resolution, "delibera", "Delibera"),
        (ActKind.Determination, "determina", "Determina"),
        (ActKind.Decree, "decreto", "Decreto"),
        (ActKind.ToBeAdopted, "da_adottare", "Da adottare"));

    private static readonly (string Name, string Label, int MaxLength, Func<AdhesionSchedaContent, string> Of)[] Texts =
    [
        (DocumentCode, "Codice della scheda", Adhesion.DocumentCodeLength, c => c.DocumentCode),
        (BodyName, "Nome dell’ente", PublicBody.NameMaxLength, c => c.BodyName),
        (Province, "Provincia", 60, c => c.Province),
        (Pec, "PEC dell’ente", EmailAddress.MaxLength, c => c.Pec.Display),
        (RepresentativeFirstName, "Nome di chi rappresenta l’ente", ContactPerson.NameMaxLength, c => c.Representative.FirstName),
        (RepresentativeLastName, "Cognome di chi rappresenta l’ente", ContactPerson.NameMaxLength, c => c.Representative.LastName),
        (TechnicalFirstName, "Nome della persona referente tecnica", ContactPerson.NameMaxLength, c => c.Technical.FirstName),
        (TechnicalLastName, "Cognome della persona referente tecnica", ContactPerson.NameMaxLength, c => c.Technical.LastName),
        (TechnicalRole, "Ruolo della persona referente tecnica", ContactPerson.RoleMaxLength, c => c.Technical.Role),
        (TechnicalUnit, "Ufficio della persona referente tecnica", ContactPerson.RoleMaxLength, c => c.Technical.Unit),
        (TechnicalPhone, "Telefono della persona referente tecnica", ContactPerson.PhoneMaxLength, c => c.Technical.Phone),
        (TechnicalEmail, "Email della persona referente tecnica", EmailAddress.MaxLength, c => c.Technical.Email.Display),
        (PoliticalFirstName, "Nome della persona referente politica", ContactPerson.NameMaxLength, c => c.Political.FirstName),
        (PoliticalLastName, "Cognome della persona referente politica", ContactPerson.NameMaxLength, c => c.Political.LastName),
        (PoliticalRole, "Incarico della persona referente politica", ContactPerson.RoleMaxLength, c => c.Political.Role),
        (PoliticalPhone, "Telefono della persona referente politica", ContactPerson.PhoneMaxLength, c => c.Political.Phone),
        (PoliticalEmail, "Email della persona referente politica", EmailAddress.MaxLength, c => c.Political.Email.Display),
        (Places, "Posti del progetto SAI", 6, c => c.Places),
        (ActNumber, "Numero dell’atto", AdhesionAct.NumberMaxLength, c => c.ActNumber),
        (ActDate, "Data dell’atto", 20, c => c.ActDate),
        (Place, "Luogo", 80, c => c.Place),
        (Date, "Data", 20, c => c.Date),
    ];

    /// <summary>
    /// What a copy that comes back is compared by: everything that was filled in for the body. Use with <see cref="InWords"/>.
    /// </summary>
    public static readonly IReadOnlyList<SchedaField> Compared =
    [
        .. Texts.Where(text => text.Name is not (Place or Date)).Select(text => new SchedaField(text.Name, text.Label)),
        BodyKind.Compared, Office.Compared, Project.Compared, Kinds.Compared, Act.Compared,
    ];

    public static int MaxLength(string name) => Texts.First(text => text.Name == name).MaxLength;

    /// <summary>What people call a field of a file, which may have fields that are none of ours: then its own name.</summary>
    public static string LabelOf(string name) =>
        Texts.Select(text => new SchedaField(text.Name, text.Label)).Concat(Compared)
            .FirstOrDefault(field => field.Name == name || name.StartsWith($"{field.Name}_", StringComparison.Ordinal))?.Label
        ?? Domain.Text.CleanLine(name);

    public static string Description(string name) => Texts.First(text => text.Name == name).Label;

    public static IReadOnlyDictionary<string, string> Write(AdhesionSchedaContent content)
    {
        var fields = Texts.ToDictionary(text => text.Name, text => text.Of(content));
        BodyKind.Write(fields, kind => content.BodyKind == kind);
        Office.Write(fields, office => content.Representative.Office == office);
        Project.Write(fields, project => content.Project == project);
        Kinds.Write(fields, kind => content.Kinds.HasFlag(kind));
        Act.Write(fields, act => content.ActKind == act);
        return fields;
    }

    /// <summary>
    /// The content from field values that anybody may have sent: lines are cleaned and cut to their length. Of boxes that exclude each
    /// other, two ticks are as good as none.
    /// </summary>
    public static AdhesionSchedaContent Read(IReadOnlyDictionary<string, string> fields)
    {
        return new AdhesionSchedaContent
        {
            DocumentCode = Line(DocumentCode),
            BodyName = Line(BodyName),
            BodyKind = BodyKind.One(fields),
            Province = Line(Province),
            Pec = Address(Pec),
            Representative = new(Line(RepresentativeFirstName), Line(RepresentativeLastName), Office.One(fields)),
            Technical = new(
                Line(TechnicalFirstName), Line(TechnicalLastName), Line(TechnicalRole),
                Line(TechnicalUnit), Line(TechnicalPhone), Address(TechnicalEmail)),
            Political = new(
                Line(PoliticalFirstName), Line(PoliticalLastName), Line(PoliticalRole), "", Line(PoliticalPhone), Address(PoliticalEmail)),
            Project = Project.One(fields),
            Kinds = Kinds.All(fields).Aggregate(SaiKinds.None, (all, kind) => all | kind),
            Places = Line(Places),
            ActKind = Act.One(fields),
            ActNumber = Line(ActNumber),
            ActDate = Line(ActDate),
            Place = Line(Place),
            Date = Line(Date),
        };

        EmailAddress Address(string name) => EmailAddress.ParseOrNone(Line(name));

        string Line(string name)
        {
            var text = Text.CleanLine(fields.GetValueOrDefault(name)?.ReplaceLineEndings(" "));
            return text.Length <= MaxLength(name) ? text : text[..MaxLength(name)].TrimEnd();
        }
    }

    public static IReadOnlyDictionary<string, string> InWords(IReadOnlyDictionary<string, string> fields)
    {
        var words = new Dictionary<string, string>(fields);
        BodyKind.Tell(fields, words);
        Office.Tell(fields, words);
        Project.Tell(fields, words);
        Kinds.Tell(fields, words);
        Act.Tell(fields, words);
        return words;
    }
}
