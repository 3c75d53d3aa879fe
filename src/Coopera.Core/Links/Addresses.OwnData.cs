namespace Coopera.Core.Links;

public static partial class Addresses
{
    /// <summary>What is kept under an address, for who holds the mailbox.</summary>
    public static class OwnData
    {
        public const string Ask = "~/i-miei-dati";

        /// <param name="token">Of <see cref="OwnDataLinks"/>.</param>
        public static string Page(string token) => $"{Ask}/{token}";

        public static string Pdf(string token) => $"{Page(token)}/dati.pdf";

        public static string Json(string token) => $"{Page(token)}/dati.json";

        public static string Invitations(string token) => $"{Page(token)}/inviti";

        public static string Correct(string token) => $"{Page(token)}/correzione";

        public static string Erase(string token) => $"{Page(token)}/cancella";

        public static string Close(string token) => $"{Page(token)}/chiudi";
    }

    public static partial class Admin
    {
        public static class DataRequests
        {
            public const string List = $"{Home}/richieste-dati";
            public const string New = $"{List}/nuova";

            public static string Page(Guid id) => $"{List}/{id}";

            public static string Forget(Guid id) => $"{Page(id)}/cancella";

            public static string Close(Guid id) => $"{Page(id)}/chiudi";
        }
    }
}
