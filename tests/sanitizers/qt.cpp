// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the thread sanitizer what Qt does, in the preset `tsan` alone. Qt is not instrumented, and its locks wait by futex: the
// sanitizer does not see that a task of a thread pool begins after it was handed over, nor that who hears of a task's results
// does so after they were written. These functions come before Qt's; each says so and calls Qt's.
//
// A task begins after its own handing over. Reports of all tasks share one mark: an event is delivered, or a wait ends, after
// whatever was reported or posted by then. That is a little more order than Qt promises; of two tasks beside each other, and
// of what the GUI's thread writes while a task runs, the sanitizer sees all.
#include <QCoreApplication>
#include <QEvent>
#include <QFutureInterface>
#include <QRunnable>
#include <QThreadPool>

#include <dlfcn.h>
#include <sched.h>
#include <sanitizer/tsan_interface.h>

#include <cstdarg>
#include <functional>
#include <memory>
#include <utility>

namespace {

// What Qt exports under a (mangled) name, as a function of the object and its arguments.
template <typename... Arguments>
auto qts(const char *name)
{
    return reinterpret_cast<void (*)(Arguments...)>(::dlsym(RTLD_NEXT, name));
}

char reported; // its address is what the sanitizer keeps in mind

class Task : public QRunnable {
public:
    explicit Task(QRunnable *task) : task_(task) { __tsan_release(this); }

    void run() override
    {
        __tsan_acquire(this);
        const bool owned = task_->autoDelete(); // as the pool asks it: before it runs
        task_->run();
        if (owned)
            delete task_;
        __tsan_release(&reported);
    }

private:
    QRunnable *task_;
};

class Listener : public QObject {
public:
    bool eventFilter(QObject *, QEvent *) override
    {
        __tsan_acquire(&reported);
        return false;
    }
};

void listen()
{
    qApp->installEventFilter(new Listener);
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(listen)

extern "C" {

// What Qt allocates, frees and copies by itself, under locks that are not seen, is no concern of ours; and it begins processes
// from a program with threads.
const char *__tsan_default_options()
{
    return "ignore_noninstrumented_modules=1:die_after_fork=0";
}

// QProcess begins a program in a child that shares our memory. What the sanitizer counts there about its thread would be counted
// in ours, which from then on would not be watched. So the child gets a copy.
int clone(int (*run)(void *), void *stack, int flags, void *data, ...)
{
    static const auto real = reinterpret_cast<decltype(&clone)>(::dlsym(RTLD_NEXT, "clone"));
    va_list more;
    va_start(more, data);
    void *const parent = va_arg(more, void *), *const tls = va_arg(more, void *), *const child = va_arg(more, void *);
    va_end(more);
    return real(run, stack, flags & ~(CLONE_VM | CLONE_VFORK), data, parent, tls, child);
}

} // extern "C"

void QThreadPool::start(QRunnable *task, int priority)
{
    static const auto real = qts<QThreadPool *, QRunnable *, int>("_ZN11QThreadPool5startEP9QRunnablei");
    real(this, new Task(task), priority);
}

void QThreadPool::start(std::function<void()> task, int priority)
{
    start(QRunnable::create(std::move(task)), priority);
}

bool QThreadPool::waitForDone(int milliseconds)
{
    static const auto real = reinterpret_cast<bool (*)(QThreadPool *, int)>(::dlsym(RTLD_NEXT, "_ZN11QThreadPool11waitForDoneEi"));
    const bool done = real(this, milliseconds);
    __tsan_acquire(&reported);
    return done;
}

void QFutureInterfaceBase::reportFinished()
{
    static const auto real = qts<QFutureInterfaceBase *>("_ZN20QFutureInterfaceBase14reportFinishedEv");
    __tsan_release(&reported);
    real(this);
}

void QFutureInterfaceBase::reportResultsReady(int begin, int end)
{
    static const auto real = qts<QFutureInterfaceBase *, int, int>("_ZN20QFutureInterfaceBase18reportResultsReadyEii");
    __tsan_release(&reported);
    real(this, begin, end);
}

// Who lets go of a future last destroys its results.
bool QFutureInterfaceBase::derefT() const
{
    static const auto real =
        reinterpret_cast<bool (*)(const QFutureInterfaceBase *)>(::dlsym(RTLD_NEXT, "_ZNK20QFutureInterfaceBase6derefTEv"));
    __tsan_release(&reported);
    const bool others = real(this);
    __tsan_acquire(&reported);
    return others;
}

void QFutureInterfaceBase::waitForFinished()
{
    static const auto real = qts<QFutureInterfaceBase *>("_ZN20QFutureInterfaceBase15waitForFinishedEv");
    real(this);
    __tsan_acquire(&reported);
}

void QFutureInterfaceBase::waitForResult(int index)
{
    static const auto real = qts<QFutureInterfaceBase *, int>("_ZN20QFutureInterfaceBase13waitForResultEi");
    real(this, index);
    __tsan_acquire(&reported);
}

void QCoreApplication::postEvent(QObject *receiver, QEvent *event, int priority)
{
    static const auto real = qts<QObject *, QEvent *, int>("_ZN16QCoreApplication9postEventEP7QObjectP6QEventi");
    __tsan_release(&reported);
    real(receiver, event, priority);
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    static const auto real = reinterpret_cast<decltype(&QMetaObject::invokeMethodImpl)>(
        ::dlsym(RTLD_NEXT, "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv"));
    __tsan_release(&reported);
    return real(object, slot, type, result);
}

void QMetaObject::activate(QObject *sender, const QMetaObject *from, int signal, void **arguments)
{
    static const auto real =
        qts<QObject *, const QMetaObject *, int, void **>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(&reported);
    real(sender, from, signal, arguments);
}
