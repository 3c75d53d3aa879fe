using Coopera.Web.Documents.Signatures;

namespace Coopera.Web.Documents;

public static class AdhesionSchedaFields
{
    public static readonly IReadOnlyList<SchedaField> Compared = [];
}
