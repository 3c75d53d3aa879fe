using Coopera.Domain.Staff;

namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public const string Home = $"~{Folder}";
        private const string Folder = "/gestione";
        public const string Search = $"{Home}/cerca";
        public const string Status = $"{Home}/stato";
        public const string ReleaseHeldMails = $"{Status}/fai-partire-le-email";
        public const string DropHeldMails = $"{Status}/non-mandare-le-email";
        public const string ExportEnd = $"{Home}/esportazioni/esito";

        public static string Columns(StaffList list) => $"{Home}/colonne/{list}";
    }
}
