using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Brings one kind of object to what it asks for, whenever something it looks at changed.</summary>
internal interface IController
{
    /// <summary>The objects to look at again after a change.</summary>
    IEnumerable<ObjectKey> Concerned(StoreChange change);

    void Reconcile(ObjectKey key);
}

/// <summary>Names an object of a controller's own kind.</summary>
internal readonly record struct ObjectKey(string Namespace, string Name);
